package dev.netc.cli.command;

import java.util.concurrent.Callable;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code netc data}: what can be done with images before a net sees them. */
@Command(name = "data", description = "Makes labelled images ready.", synopsisSubcommandLabel = "COMMAND", footer = {"",
    "Example: a folder of photographs as one file",
    "  netc data pack photos -o photos.pack"})
public final class DataCommand implements Callable<Integer> {
    private DataCommand() {}

    /** The command with those under it. */
    public static CommandLine family(Console console) {
        return new CommandLine(new DataCommand()).addSubcommand(new PackCommand(console));
    }

    @Override
    public Integer call() {
        throw Failure.usage("netc data: a command is missing; netc data --help lists them");
    }
}
