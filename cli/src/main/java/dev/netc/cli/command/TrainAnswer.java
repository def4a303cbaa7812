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
 * @param testLoss on the test part, after the last epoch, as are the test errors
 * @param validationError after the last epoch
 * @param bestEpoch whose weights are kept as the best
 * @param bestValidationError after that epoch
 * @param imagesPerSecond of training, in the last epoch
 * @param run the run's folder
 * @param testWatched whether the schedule watched the test part
 */
record TrainAnswer(List<String> devices, int epochs, int steps, double seconds, double trainLoss, Double testLoss,
        Double top1Error, Double top5Error, Double validationError, Integer bestEpoch,
        Double bestValidationError, Double imagesPerSecond, String run, boolean testWatched,
        boolean endedBySchedule) implements Answer {

    static TrainAnswer of(List<String> devices, Path run, TrainingResult result, NotableEpochs notable,
            boolean watched) {
        Optional<Evaluation> test = result.test();
        return new TrainAnswer(devices, result.epochs(), result.steps(), result.seconds(), result.trainLoss(),
                test.map(EvalAnswer::loss).orElse(null), test.map(Evaluation::top1Error).orElse(null),
                test.map(EvalAnswer::topFive).orElse(null),
                validationError(notable.last()), notable.best().map(EpochReport::epoch).orElse(null),
                validationError(notable.best()), notable.last().map(EpochReport::imagesPerSecond).orElse(null),
                run.toString(), watched,
                result.endedBySchedule());
    }

    private static Double validationError(Optional<EpochReport> epoch) {
        return epoch.flatMap(EpochReport::validation).map(Evaluation::top1Error).orElse(null);
    }

    @Override
    public String text() {
        return String.format(Locale.ROOT, "%s, %s in %s; training loss %.4f%s%n%sweights: %s%s, %s%nreport: %s%n",
                Figures.count(epochs, "epoch"), Figures.count(steps, "step"), Figures.seconds(seconds), trainLoss,
                endedBySchedule ? ", ended by the schedule" : "", errors(), Path.of(run, "best.safetensors"), best(),
                Path.of(run, "last.safetensors"), Path.of(run, "report.html"));
    }

    private String best() {
        return bestEpoch == null
                ? ""
                : " (of the best epoch, " + bestEpoch + (bestValidationError == null
                        ? ")"
                        : ": validation error " + Figures.percent(bestValidationError) + ")");
    }

    private String errors() {
        if (top1Error == null) {
            return validationError == null
                    ? ""
                    : "after the last epoch: validation error " + Figures.percent(validationError)
                            + String.format("%n");
        }
        return "after the last epoch: test error " + Figures.percent(top1Error)
                + (top5Error == null ? "" : ", top 5 " + Figures.percent(top5Error))
                + (testLoss == null ? "" : String.format(Locale.ROOT, ", loss %.4f", testLoss))
                + (testWatched ? " (of the images that the schedule watched)" : "") + String.format("%n");
    }
}
