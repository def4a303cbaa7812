package dev.netc.cli.command;

import java.util.concurrent.Callable;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.Targets;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.compiler.CompileOptions;
import dev.netc.program.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc check}: what a model is, and what it costs. Needs no device. */
@Command(name = "check", description = "Shows what a model is and what it costs: layers, parameters, memory, exchange.", footer = {
    "", "Example: the net of 2012 at half its batch",
    "  netc check models/alexnet.net --batch 64"}, sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "Examples at once; else the model's.")
    private Integer batch;

    @Option(names = "--target", paramLabel = "cpu|gpu|plain", description = "The kind of kernels whose memory is planned.")
    private Target target = Target.CPU;

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
        Plan plan = Plan.of(model.network(), Targets.available(target, console), options, examples);
        console.answer(CheckAnswer.of(model, plan, examples));
        return ExitStatus.DONE.code();
    }
}
