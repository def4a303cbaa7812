package dev.netc.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.program.Step;
import dev.netc.runtime.measure.Peak;
import dev.netc.runtime.timeline.Span;

/**
 * A kernel of a function: all its launches in one run, those of the prologue left out.
 *
 * @param launches in one run
 * @param seconds median over the runs, on all devices together
 * @param limitSeconds the least that its launches can take where they run: by multiply-adds or by bytes, whichever takes longer
 */
public record KernelTimes(String kernel, List<String> layers, int launches, double seconds, long multiplyAdds,
        long bytes, double limitSeconds) {

    /** What it takes over its limit. */
    public double lostSeconds() {
        return seconds - limitSeconds;
    }

    /**
     * Every kernel of a function, the prologue's left out, that with the most time lost first.
     *
     * @param peaks of each logical device
     */
    public static List<KernelTimes> of(Runs runs, List<Peak> peaks) {
        Map<String, List<Step.Launch>> launches = new LinkedHashMap<>();
        runs.launches().forEach(l -> launches.computeIfAbsent(l.kernel(), k -> new ArrayList<>()).add(l));
        return launches.entrySet().stream().map(e -> of(e.getKey(), e.getValue(), runs, peaks))
                .sorted(Comparator.comparingDouble(KernelTimes::lostSeconds).reversed()).toList();
    }

    private static KernelTimes of(String kernel, List<Step.Launch> launches, Runs runs, List<Peak> peaks) {
        Set<String> layers = new LinkedHashSet<>();
        launches.forEach(launch -> layers.addAll(launch.work().layers()));
        double limit = launches.stream().mapToDouble(l -> peaks.get(l.device())
                .seconds(l.work().multiplyAdds().at(runs.examples(l)), l.work().bytes().at(runs.examples(l)))).sum();
        double seconds = Runs.median(runs.runs().stream().map(run -> seconds(kernel, run)).toList());
        return new KernelTimes(kernel, List.copyOf(layers), launches.size(), seconds,
                launches.stream().mapToLong(l -> l.work().multiplyAdds().at(runs.examples(l))).sum(),
                launches.stream().mapToLong(l -> l.work().bytes().at(runs.examples(l))).sum(), limit);
    }

    private static double seconds(String kernel, Runs.Run run) {
        return run.spans().stream()
                .filter(s -> s instanceof Span.Kernel k && k.step().kernel().equals(kernel))
                .mapToDouble(DeviceTimes::seconds).sum();
    }
}
