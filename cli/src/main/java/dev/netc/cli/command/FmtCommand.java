package dev.netc.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ModelFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.format.Formatter;
import dev.netc.compiler.format.Formatting;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netc fmt}: model files in the one standard layout. */
@Command(name = "fmt", description = {"Lays model files out in the one standard way, in place.",
    "A file with syntax errors is left alone, and its errors are shown."}, footer = {"",
        "Example: are all models laid out?", "  netc fmt --check models/*.net"}, sortOptions = false)
public final class FmtCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Model files; - alone reads standard input and prints the layout.")
    private List<Path> files;

    @Option(names = "--check", description = "Writes nothing; the status is 1 where a file would change.")
    private boolean check;

    public FmtCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (files.contains(STANDARD_INPUT)) {
            return standardInput();
        }
        List<FmtAnswer.Laid> laid = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            String text = ModelFile.read(file);
            Formatting formatting = Formatter.format(new SourceText(file.toString(), text));
            problems.addAll(formatting.problems());
            formatting.text().ifPresent(layout -> laid.add(lay(file, text, layout)));
        }
        if (!problems.isEmpty()) {
            throw Failure.model(problems);
        }
        return answer(new FmtAnswer(check, laid, null));
    }

    private int answer(FmtAnswer answer) {
        console.answer(answer);
        boolean wrong = check && answer.changed() > 0;
        return wrong ? ExitStatus.ERRORS.code() : ExitStatus.DONE.code();
    }

    private FmtAnswer.Laid lay(Path file, String text, String layout) {
        if (!check && !layout.equals(text)) {
            try {
                Files.writeString(file, layout);
            } catch (IOException e) {
                throw Failures.of(file, e);
            }
        }
        return FmtAnswer.Laid.of(file.toString(), text, layout);
    }

    private int standardInput() {
        if (files.size() > 1) {
            throw Failure.usage("- stands for standard input and goes with no other file");
        }
        String text = read();
        Formatting formatting = Formatter.format(new SourceText("standard input", text));
        String layout = formatting.text().orElseThrow(() -> Failure.model(formatting.problems()));
        return answer(new FmtAnswer(check, List.of(FmtAnswer.Laid.of("standard input", text, layout)), layout));
    }

    private static String read() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failures.of(STANDARD_INPUT, e);
        }
    }
}
