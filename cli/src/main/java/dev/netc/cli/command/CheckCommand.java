package dev.netc.cli.command;

import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.KernelKind;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.reference.GradientProof;
import dev.netc.compiler.reference.GradientProof.Finding;
import dev.netc.compiler.report.LayerTable;
import dev.netc.runtime.error.NetcException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc check}: what a model is, and what it costs. Needs no device. */
@Command(name = "check", description = "Shows what a model is and what it costs: layers, parameters, memory, exchange.", footer = {
    "", "Example: the net of 2012 at half its batch",
    "  netc check models/alexnet.net --batch 64"}, sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    /** Multiply-adds of an example above which a net is run as seldom as can be. */
    private static final long LARGE = 20_000_000;
    private static final int MOST_DIRECTIONS = 4;

    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "Examples at once; else the model's.")
    private Integer batch;

    @Option(names = "--target", paramLabel = "cpu|gpu|plain", description = "The kind of kernels whose memory is planned.")
    private KernelKind target = KernelKind.CPU;

    @Option(names = "--memory", description = "Shows what lies where in a step's memory, from when to when, and what is made again.")
    private boolean memory;

    @Option(names = "--gradients", description = {
        "Holds every gradient against finite differences in float64, at random numbers; for a large",
        "net that takes minutes. The status is 1 where one does not hold."})
    private boolean gradients;

    @Mixin
    private CompileArguments compile;

    public CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        CompileOptions options = compile.over(CompileOptions.standard(), console);
        int examples = model.batch(batch);
        Plan plan = Plan.of(model.network(), target.targets().getFirst(), options, examples);
        List<Finding> findings = gradients ? prove(model.network()) : null;
        console.answer(CheckAnswer.of(model, plan, examples, findings, memory));
        boolean holds = findings == null || findings.stream().allMatch(Finding::holds);
        return holds ? ExitStatus.DONE.code() : ExitStatus.ERRORS.code();
    }

    /** Small nets are moved in more directions than large ones. */
    private List<Finding> prove(Network network) {
        if (network.train() == null) {
            throw new NetcException(
                    "net " + network.name() + " has no train block, so there is no loss to prove gradients of");
        }
        long multiplyAdds = Math.max(1, LayerTable.of(network).multiplyAdds());
        int examples = multiplyAdds > LARGE ? 1 : 3;
        int directions = Math.toIntExact(Math.clamp(LARGE / multiplyAdds, 1, MOST_DIRECTIONS));
        return GradientProof.prove(network, examples, directions, f -> console.say("gradient by " + f.name()
                + (f.holds() ? " holds" : " does NOT hold")));
    }
}
