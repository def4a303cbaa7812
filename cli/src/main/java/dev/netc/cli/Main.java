package dev.netc.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.cli.command.BenchCommand;
import dev.netc.cli.command.CheckCommand;
import dev.netc.cli.command.CompileCommand;
import dev.netc.cli.command.DataCommand;
import dev.netc.cli.command.DevicesCommand;
import dev.netc.cli.command.EvalCommand;
import dev.netc.cli.command.ExportCommand;
import dev.netc.cli.command.FmtCommand;
import dev.netc.cli.command.GraphCommand;
import dev.netc.cli.command.ImportCommand;
import dev.netc.cli.command.LspCommand;
import dev.netc.cli.command.PredictCommand;
import dev.netc.cli.command.RunCommand;
import dev.netc.cli.command.SimilarCommand;
import dev.netc.cli.command.TrainCommand;
import dev.netc.cli.command.TuneCommand;
import dev.netc.cli.option.CommonOptions;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where the {@code netc} command starts: arguments in, an exit status out, and no stack trace on the way. */
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name, and exits with its status. */
    public static void main(String... arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        // The launcher looks: what Java has for this before 22 is about standard input and output together.
        boolean terminal = "yes".equals(System.getenv("NETC_TERMINAL"));
        int status = run(List.of(arguments), out, err, terminal);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** As {@link #main}, with streams of the caller's and without exiting; returns the status. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return run(arguments, out, err, false);
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err, boolean terminal) {
        Console console = new Console(out, err, arguments.contains(CommonOptions.JSON), terminal);
        try {
            return commandLine(console).setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                    .execute(arguments.toArray(String[]::new));
        } catch (Throwable e) { // the last resort: whatever it is, a person gets words
            return fail(console, e);
        }
    }

    private static CommandLine commandLine(Console console) {
        CommandLine netc = new CommandLine(new Netc(console));
        netc.getCommandSpec().addOption(OptionSpec.builder("--version").versionHelp(true)
                .description("Shows the version, Java's, and the OpenCL drivers.").build());
        Stream.of(new CheckCommand(console), new CompileCommand(console), new GraphCommand(console),
                new TrainCommand(console),
                new EvalCommand(console), new PredictCommand(console), new SimilarCommand(console),
                new RunCommand(console),
                new DevicesCommand(console), new BenchCommand(console), new TuneCommand(console),
                new FmtCommand(console), new ExportCommand(console), new ImportCommand(console),
                DataCommand.family(console),
                new LspCommand(console))
                .forEach(netc::addSubcommand);
        withCommonOptions(netc);
        netc.setCaseInsensitiveEnumValuesAllowed(true);
        netc.setUsageHelpWidth(110);
        netc.setExecutionExceptionHandler((thrown, line, parsed) -> fail(console, thrown));
        netc.setParameterExceptionHandler((thrown, arguments) -> fail(console, usage(thrown)));
        return netc;
    }

    private static void withCommonOptions(CommandLine command) {
        command.addMixin("common", new CommonOptions());
        command.getSubcommands().values().forEach(Main::withCommonOptions);
    }

    private static Failure usage(ParameterException thrown) {
        return thrown.getCause() instanceof Failure failure ? failure : UsageWords.of(thrown);
    }

    private static int fail(Console console, Throwable thrown) {
        Failure failure = Failures.of(thrown);
        console.fail(failure);
        return failure.status().code();
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
