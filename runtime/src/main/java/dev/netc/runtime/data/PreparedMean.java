package dev.netc.runtime.data;

import java.util.List;
import java.util.Optional;

import dev.netc.program.Prepare;

/**
 * The measured mean that {@code prepare} subtracts, as it stands after the steps before it: those are linear in each
 * pixel, so the mean of what they give is what they give of the mean.
 *
 * @param shape {@code [channels, height, width]} at the stored size, or {@code [channels]}
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once
public record PreparedMean(List<Integer> shape, double[] values) {

    /** Whether these steps subtract a mean that has to be measured. */
    public static boolean isIn(List<Prepare> steps) {
        return steps.stream().anyMatch(PreparedMean::isMeasured);
    }

    private static boolean isMeasured(Prepare step) {
        return step instanceof Prepare.MeanImage || step instanceof Prepare.MeanChannel;
    }

    /**
     * The mean for a part's statistics.
     *
     * @param stored size of the images
     * @return empty where {@code prepare} measures none
     */
    public static Optional<PreparedMean> of(Preparation preparation, PixelStatistics statistics, ImageSize stored) {
        int channels = preparation.channels();
        for (int i = 0; i < preparation.steps().size(); i++) {
            List<Prepare> before = preparation.steps().subList(0, i);
            switch (preparation.steps().get(i)) {
                case Prepare.MeanImage() -> {
                    return Optional.of(new PreparedMean(List.of(channels, stored.height(), stored.width()),
                            after(before, planes(statistics.imageMean(), channels), channels)));
                }
                case Prepare.MeanChannel() -> {
                    return Optional.of(
                            new PreparedMean(List.of(channels), after(before, statistics.channelMean(), channels)));
                }
                case Prepare.Resize resize -> {
                }
                case Prepare.MeanValues values -> {
                }
                case Prepare.Scale scale -> {
                }
                case Prepare.OrderBgr order -> {
                }
            }
        }
        return Optional.empty();
    }

    /** From {@code [pixel][channel]} to {@code [channel][pixel]}. */
    private static double[] planes(double[] interleaved, int channels) {
        int pixels = interleaved.length / channels;
        double[] planes = new double[interleaved.length];
        for (int i = 0; i < interleaved.length; i++) {
            planes[i % channels * pixels + i / channels] = interleaved[i];
        }
        return planes;
    }

    private static double[] after(List<Prepare> steps, double[] mean, int channels) {
        double[] values = mean;
        for (Prepare step : steps) {
            values = after(step, values, channels);
        }
        return values;
    }

    private static double[] after(Prepare step, double[] mean, int channels) {
        int pixels = mean.length / channels;
        double[] result = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            int channel = i / pixels;
            result[i] = switch (step) {
                case Prepare.Resize resize -> mean[i]; // measured at the size it gives
                case Prepare.MeanImage mine -> mean[i];
                case Prepare.MeanChannel mine -> mean[i];
                case Prepare.MeanValues(var values) -> mean[i] - values.get(channel);
                case Prepare.Scale(double factor) -> mean[i] * factor;
                case Prepare.OrderBgr() -> mean[(channels - 1 - channel) * pixels + i % pixels];
            };
        }
        return result;
    }
}
