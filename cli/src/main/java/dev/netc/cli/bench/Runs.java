package dev.netc.cli.bench;

import java.util.List;

import dev.netc.program.Function;
import dev.netc.program.Step;
import dev.netc.program.Variant;
import dev.netc.runtime.timeline.Span;

/**
 * What was measured.
 *
 * @param variant that ran
 * @param batch examples a run
 * @param deviceBytes allocated on each logical device
 */
public record Runs(Variant variant, Function function, int batch, List<Run> runs, List<Long> deviceBytes) {
    public Runs {
        runs = List.copyOf(runs);
        deviceBytes = List.copyOf(deviceBytes);
    }

    /**
     * One run.
     *
     * @param spans what was told meanwhile; none where no timeline was kept
     */
    public record Run(double seconds, List<Span> spans) {}

    /** Half of the runs took longer. */
    public double medianSeconds() {
        return median(runs.stream().map(Run::seconds).toList());
    }

    /** How many examples of the batch a launch computes. */
    int examples(Step.Launch launch) {
        return variant.share(launch.device(), batch).count();
    }

    /** What is launched in every run, which the prologue is not. */
    List<Step.Launch> launches() {
        return function.steps().stream().skip(function.prologue()).filter(Step.Launch.class::isInstance)
                .map(Step.Launch.class::cast).toList();
    }

    /** Multiply-adds of one run, without what only fills up lanes and padding. */
    public long multiplyAdds() {
        return launches().stream().mapToLong(launch -> launch.work().multiplyAdds().at(examples(launch))).sum();
    }

    /** Multiply-adds that one run would do, were every sum made product by product. */
    public long directMultiplyAdds() {
        return launches().stream().mapToLong(launch -> launch.work().direct().at(examples(launch))).sum();
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
