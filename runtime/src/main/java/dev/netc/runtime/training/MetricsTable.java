package dev.netc.runtime.training;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Epochs as {@code metrics.csv} has them, a row each. */
final class MetricsTable {
    private static final String HEADER = "epoch,step,seconds,learning_rate,train_loss,train_error,validation_loss,"
            + "validation_error,images_per_second\n";

    private MetricsTable() {}

    static String text(List<EpochReport> epochs) {
        return epochs.stream().map(MetricsTable::row).collect(Collectors.joining("", HEADER, ""));
    }

    private static String row(EpochReport report) {
        OptionalDouble loss = report.validation().map(Evaluation::loss).orElse(OptionalDouble.empty());
        String error = report.validation().map(e -> Double.toString(e.top1Error())).orElse("");
        return String.join(",", Integer.toString(report.epoch()), Integer.toString(report.step()),
                String.format(Locale.ROOT, "%.3f", report.seconds()), Double.toString(report.rate()),
                Double.toString(report.trainLoss()), Double.toString(report.trainError()),
                loss.isPresent() ? Double.toString(loss.getAsDouble()) : "", error,
                String.format(Locale.ROOT, "%.1f", report.imagesPerSecond())) + "\n";
    }
}
