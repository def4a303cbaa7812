package dev.netc.cli.command;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.netc.cli.bench.Bench;
import dev.netc.cli.bench.Mode;
import dev.netc.cli.bench.Runs;
import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Figures;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.measure.Peak;
import dev.netc.runtime.measure.Peaks;
import dev.netc.runtime.timeline.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc bench}: how fast a model runs, and where the time goes. */
@Command(name = "bench", description = {
    "Measures how fast a model trains and infers, and where the time goes.",
    "It tells images a second, and the share of what the devices can do at most.",
    "Inputs are made up; feeding them counts."}, footer = {"",
        "Example: which kernels of a training step could be faster",
        "  netc bench models/alexnet.net --mode train --batch 128 --kernels"}, sortOptions = false)
public final class BenchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--mode", split = ",", paramLabel = "train,infer", hideParamSyntax = true, description = "What to measure; else both, or what the model can.")
    private List<Mode> modes;

    @Option(names = "--batch", split = ",", paramLabel = "N[,N]", hideParamSyntax = true, converter = PositiveNumber.class, description = "Examples at once; else the model's.")
    private List<Integer> batches;

    @Option(names = "--runs", paramLabel = "N", converter = PositiveNumber.class, description = "How many runs are timed; else for some seconds.")
    private Integer runs;

    @Option(names = "--kernels", description = "Shows every kernel, that with the most time over its limit first.")
    private boolean kernels;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        BenchAnswer.Builder answer = new BenchAnswer.Builder(kernels);
        try (TraceFile trace = devices.trace()) {
            for (Mode mode : Mode.of(model.network(), modes)) {
                for (int batch : batches == null ? List.of(model.batch(null)) : batches) {
                    measure(model, mode, batch, trace.timeline(), answer);
                }
            }
        }
        console.answer(answer.build());
        return ExitStatus.DONE.code();
    }

    private void measure(ModelFile model, Mode mode, int batch, Timeline trace, BenchAnswer.Builder answer) {
        CompileOptions options = devices.over(CompileOptions.standard(), console)
                .withFunctions(mode.functions());
        Program program = Compiler.compile(model.network(), compile.over(options, console));
        Bench.Spans spans = new Bench.Spans(trace);
        ModelOptions loading = devices.over(ModelOptions.DEFAULT, compile.precision()).withBatch(batch)
                .withTimeline(kernels ? spans : trace);
        try (Model loaded = Model.load(program, loading)) {
            console.say(
                    mode + ", batch " + batch + ", on " + String.join(", ", Placement.names(loaded)) + tuned(loaded));
            List<Peak> before = peaks(loaded.devices());
            Runs measured = new Bench(loaded, mode, batch, spans)
                    .run(runs == null ? OptionalInt.empty() : OptionalInt.of(runs));
            answer.add(mode, measured, loaded, atLeast(peaks(loaded.devices()), before));
        }
    }

    private String tuned(Model model) {
        Set<String> tiles = devices.tiles(console).keySet();
        long kernels = model.variant().kernels().stream().map(Kernel::tiling)
                .filter(tiling -> tiling != null && tiles.contains(tiling)).count();
        return kernels == 0 ? "" : ", " + Figures.count(kernels, "kernel") + " tuned";
    }

    /** Of each logical device; nobody runs while they are measured. */
    private List<Peak> peaks(List<DeviceInfo> logical) {
        return Peaks.ofUser().measure(logical, compile.precision());
    }

    /** The machine may have been slower in one measurement than in the other, or while it ran what it is held against. */
    private static List<Peak> atLeast(List<Peak> peaks, List<Peak> others) {
        return IntStream.range(0, peaks.size()).mapToObj(i -> peaks.get(i).atLeast(others.get(i))).toList();
    }
}
