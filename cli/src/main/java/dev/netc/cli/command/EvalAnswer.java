package dev.netc.cli.command;

import java.util.Locale;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.training.Evaluation;

/**
 * How well weights do. Errors are shares of 1; null stands for the loss of a net without a train block and for the top-5
 * error of fewer than five classes.
 */
record EvalAnswer(int images, Double loss, double top1Error, Double top5Error, double seconds) implements Answer {

    static EvalAnswer of(Evaluation found) {
        return new EvalAnswer(found.images(), loss(found), found.top1Error(), topFive(found), found.seconds());
    }

    static Double loss(Evaluation found) {
        return found.loss().isPresent() ? found.loss().getAsDouble() : null;
    }

    static Double topFive(Evaluation found) {
        return found.top5Error().isPresent() ? found.top5Error().getAsDouble() : null;
    }

    @Override
    public String text() {
        return "error " + Figures.percent(top1Error)
                + (top5Error == null ? "" : ", top 5 " + Figures.percent(top5Error))
                + (loss == null ? "" : String.format(Locale.ROOT, ", loss %.4f", loss)) + ", on "
                + Figures.count(images, "image") + " in " + Figures.seconds(seconds) + "\n";
    }
}
