package dev.netc.cli.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Images;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.timeline.Span;
import dev.netc.runtime.timeline.Timeline;

/**
 * Times runs of one function of a model, each with all that belongs to it: feeding, running, reading what a caller would read.
 * Two batches take turns. What is learned is nothing, the rate being 0: the work is the same, and numbers stay finite however
 * long it goes on.
 */
public final class Bench {
    /** The first compiles, and drivers may do more of that in the second. */
    private static final int WARM_UP = 2;
    private static final int LEAST_RUNS = 5;
    private static final int MOST_RUNS = 1000;
    private static final double LONG_ENOUGH = 5;
    private static final double NANO = 1e-9;
    private static final double GREY = 127.5;

    private final Model model;
    private final Function function;
    private final int batch;
    private final Spans spans;
    private final Set<String> wanted;
    private final List<Map<String, Tensor>> feeds;

    /** Keeps what is told while a run goes on, and tells others. */
    public static final class Spans implements Timeline {
        private final List<Span> spans = Collections.synchronizedList(new ArrayList<>());
        private final Timeline others;

        /** @param others who listen too */
        public Spans(Timeline others) {
            this.others = others;
        }

        @Override
        public void add(Span span) {
            spans.add(span);
            others.add(span);
        }

        private List<Span> take() {
            List<Span> taken = List.copyOf(spans);
            spans.clear();
            return taken;
        }
    }

    /**
     * Makes ready: initial values, made up feeds.
     *
     * @param spans what the model's timeline goes to
     */
    public Bench(Model model, Mode mode, int batch, Spans spans) {
        this.model = model;
        this.function = model.variant()
                .planned(model.variant().function(mode.function(model.variant()), batch).orElseThrow(), batch);
        this.batch = batch;
        this.spans = spans;
        this.wanted = mode == Mode.TRAIN ? Set.of("loss") : outputs(model.program());
        this.feeds = Stream.of(1, 2).map(seed -> MadeUpFeeds.of(model, function, batch, seed)).toList();
        model.initialize(1);
        mean();
    }

    private static Set<String> outputs(Program program) {
        return program.outputs().stream().map(o -> o.name()).collect(Collectors.toSet());
    }

    /** Made up pixels have this mean. */
    private void mean() {
        Images images = model.program().images();
        model.variant().state().stream().filter(b -> b.role() instanceof Buffer.Mean).findFirst().ifPresent(buffer -> {
            double[] grey = new double[Math.toIntExact(buffer.elements())];
            Arrays.fill(grey, GREY);
            model.setMean(grey.length == images.channels()
                    ? Tensor.of(grey, grey.length)
                    : Tensor.of(grey, images.channels(), images.height(), images.width()));
        });
    }

    /**
     * Warms up, then runs.
     *
     * @param runs how many; otherwise for some seconds
     */
    public Runs run(OptionalInt runs) {
        warmUp();
        List<Runs.Run> done = new ArrayList<>();
        double seconds = 0;
        while (runs.isPresent() ? done.size() < runs.getAsInt() : goesOn(done.size(), seconds)) {
            Runs.Run run = once(done.size());
            seconds += run.seconds();
            done.add(run);
        }
        return new Runs(model.variant(), function, batch, done, model.deviceBytes());
    }

    private static boolean goesOn(int done, double seconds) {
        return done < LEAST_RUNS || (seconds < LONG_ENOUGH && done < MOST_RUNS);
    }

    /** What is run. */
    public Function function() {
        return function;
    }

    /** Runs untimed until compilers are done. */
    public void warmUp() {
        for (int i = 0; i < WARM_UP; i++) {
            once(i);
        }
    }

    /** One run; two feeds take turns by its number. */
    public Runs.Run once(int number) {
        Images images = model.program().images();
        Scalars scalars = new Scalars(batch, number, 1, 0, images == null ? 0 : images.height(),
                images == null ? 0 : images.width());
        spans.take();
        long start = System.nanoTime();
        feeds.get(number % feeds.size()).forEach(model::feed);
        model.run(function.name(), scalars, wanted);
        double seconds = (System.nanoTime() - start) * NANO;
        return new Runs.Run(seconds, spans.take());
    }
}
