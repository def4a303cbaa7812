package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Evaluation;
import dev.netc.runtime.training.TrainingResult;

/**
 * What a training came to. Errors are shares of 1; null stands for what was not measured, and for the top-5 error of fewer
 * than five classes.
 *
 * @param devices names, by logical device
 * @param trainLoss of the last epoch
 * @param testLoss on the test part, at the end
 * @param validationError after the last epoch
 * @param imagesPerSecond of training, in the last epoch
 * @param run the run's folder
 * @param testWatched whether the schedule watched the test part
 */
record TrainAnswer(List<String> devices, int epochs, int steps, double seconds, double trainLoss, Double testLoss,
        Double top1Error, Double top5Error, Double validationError, Double imagesPerSecond, String run,
        boolean testWatched, boolean endedBySchedule) implements Answer {

    static TrainAnswer of(List<String> devices, Path run, TrainingResult result, LastEpoch last, boolean watched) {
        Optional<Evaluation> test = result.test();
        return new TrainAnswer(devices, result.epochs(), result.steps(), result.seconds(), result.trainLoss(),
                test.map(EvalAnswer::loss).orElse(null), test.map(Evaluation::top1Error).orElse(null),
                test.map(EvalAnswer::topFive).orElse(null),
                last.report().flatMap(EpochReport::validation).map(Evaluation::top1Error).orElse(null),
                last.report().map(EpochReport::imagesPerSecond).orElse(null), run.toString(), watched,
                result.endedBySchedule());
    }

    @Override
    public String text() {
        return String.format(Locale.ROOT, "%s, %s in %s; training loss %.4f%s%n%s%s%n", Figures.count(epochs, "epoch"),
                Figures.count(steps, "step"), Figures.seconds(seconds), trainLoss,
                endedBySchedule ? ", ended by the schedule" : "", errors(), "weights: "
                        + Path.of(run, "best.safetensors") + " (of the best epoch), "
                        + Path.of(run, "last.safetensors") + String.format("%nreport: ") + Path.of(run, "report.html"));
    }

    private String errors() {
        if (top1Error == null) {
            return validationError == null
                    ? ""
                    : "validation error " + Figures.percent(validationError) + String.format("%n");
        }
        return "test error " + Figures.percent(top1Error)
                + (top5Error == null ? "" : ", top 5 " + Figures.percent(top5Error))
                + (testLoss == null ? "" : String.format(Locale.ROOT, ", loss %.4f", testLoss))
                + (testWatched ? " (of the images that the schedule watched)" : "") + String.format("%n");
    }
}
