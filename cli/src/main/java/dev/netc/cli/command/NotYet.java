package dev.netc.cli.command;

import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.output.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that is promised and not there yet: whatever its arguments, it says so.
 *
 * @param name of the command
 */
public record NotYet(String name) implements Callable<Integer> {
    private static final List<String> NAMES = List.of("import");

    /** All of them. */
    public static List<CommandLine> all() {
        return NAMES.stream().map(name -> new NotYet(name).commandLine()).toList();
    }

    private CommandLine commandLine() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.usageMessage().hidden(true);
        spec.parser().unmatchedArgumentsAllowed(true);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        throw Failure.notYet("netc " + name + " is not there yet");
    }
}
