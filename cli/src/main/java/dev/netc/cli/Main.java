package dev.netc.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the {@code netc} command starts. */
@Command(name = "netc", description = "Compiles, trains and runs neural networks on OpenCL.", mixinStandardHelpOptions = true, version = {
    "netc 0.1.0", "Java ${java.version} (${java.vm.name})"})
public final class Main implements Callable<Integer> {
    /** Runs the command that the arguments name, and exits with its status. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
