package dev.netc.cli;

import java.util.concurrent.Callable;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import picocli.CommandLine.Command;

/** The command without a command. */
@Command(name = "netc", description = "Compiles, trains and runs neural networks on OpenCL.", synopsisSubcommandLabel = "COMMAND", footer = {
    "", "netc COMMAND --help says more, with an example. A first run:",
    "  netc train models/digits.net --data digits --run runs/digits"}, versionProvider = Version.class)
final class Netc implements Callable<Integer> {
    private final Console console;

    Netc(Console console) {
        this.console = console;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public Integer call() {
        console.fail(Failure.usage("a command is missing; netc --help lists them"));
        return ExitStatus.USAGE.code();
    }
}
