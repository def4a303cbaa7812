package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.picture.NetPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc graph}: a net as a picture. Needs no device. */
@Command(name = "graph", description = "Draws a net, its columns side by side, what becomes one kernel as one box.", footer = {
    "", "Example: AlexNet, to be looked at in a browser",
    "  netc graph models/alexnet.net -o alexnet.svg"}, sortOptions = false)
public final class GraphCommand implements Callable<Integer> {
    /** How a picture is written. */
    enum Format {
        SVG, DOT
    }

    /** The answer: the picture itself, or where it lies. */
    record Drawn(String net, String format, String file, String picture) implements Answer {
        @Override
        public String text() {
            return file == null ? picture : "wrote " + file + "\n";
        }
    }

    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The file to write; else standard output.")
    private Path file;

    @Option(names = "--format", paramLabel = "svg|dot", description = "A picture, or a graph for Graphviz; else by the file's"
            + " name, else svg.")
    private Format format;

    public GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        Format kind = kind();
        String picture = switch (kind) {
            case SVG -> NetPicture.svg(model.network());
            case DOT -> NetPicture.dot(model.network());
        };
        if (file != null) {
            write(picture);
        }
        console.answer(new Drawn(model.network().name(), kind.name().toLowerCase(Locale.ROOT),
                file == null ? null : file.toString(), file == null ? picture : null));
        return ExitStatus.DONE.code();
    }

    private Format kind() {
        if (format != null) {
            return format;
        }
        return file != null && file.toString().matches(".*\\.(dot|gv)") ? Format.DOT : Format.SVG;
    }

    private void write(String picture) {
        try {
            Files.writeString(file, picture);
        } catch (IOException e) {
            throw Failure.file(file.toString(), "cannot be written: " + e.getMessage(), e);
        }
    }
}
