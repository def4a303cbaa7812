package dev.netc.cli.tune;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.cli.bench.Bench;
import dev.netc.cli.bench.Mode;
import dev.netc.cli.bench.Runs;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.program.Step;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.timeline.Span;
import dev.netc.runtime.timeline.Timeline;

/** A program with tiles of its own, loaded, warm, and ready to be run side by side with others. */
final class Candidate implements AutoCloseable {
    private static final double NANO = 1e-9;

    private final Model model;
    private final Bench bench;
    /** Of every kernel that has one. */
    private final Map<String, String> tilings = new HashMap<>();

    /**
     * One run.
     *
     * @param seconds of all of it
     * @param kernels seconds by the tilings of kernels, all launches and devices together
     */
    record Times(double seconds, Map<String, Double> kernels) {}

    private Candidate(Model model, Bench bench) {
        this.model = model;
        this.bench = bench;
        for (Kernel kernel : model.variant().kernels()) {
            if (kernel.tiling() != null) {
                tilings.put(kernel.name(), kernel.tiling());
            }
        }
    }

    static Candidate load(Program program, ModelOptions options, Mode mode, int batch) {
        Bench.Spans spans = new Bench.Spans(Timeline.OFF);
        Model model = Model.load(program, options.withBatch(batch).withTimeline(spans));
        try {
            Bench bench = new Bench(model, mode, batch, spans);
            bench.warmUp();
            return new Candidate(model, bench);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** Layers by the tilings of the kernels that a run launches. */
    Map<String, List<String>> layers() {
        Map<String, Set<String>> layers = new LinkedHashMap<>();
        for (Step step : bench.function().steps()) {
            if (step instanceof Step.Launch launch && tilings.containsKey(launch.kernel())) {
                layers.computeIfAbsent(tilings.get(launch.kernel()), t -> new LinkedHashSet<>())
                        .addAll(launch.work().layers());
            }
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        layers.forEach((tiling, names) -> lists.put(tiling, List.copyOf(names)));
        return lists;
    }

    Times run(int number) {
        Runs.Run run = bench.once(number);
        Map<String, Double> kernels = new HashMap<>();
        for (Span span : run.spans()) {
            if (span instanceof Span.Kernel kernel && tilings.containsKey(kernel.step().kernel())) {
                kernels.merge(tilings.get(kernel.step().kernel()), (span.end() - span.start()) * NANO, Double::sum);
            }
        }
        return new Times(run.seconds(), kernels);
    }

    @Override
    public void close() {
        model.close();
    }
}
