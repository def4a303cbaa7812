package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.interchange.Imported;
import dev.netc.interchange.importer.Importer;
import dev.netc.runtime.weights.Safetensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netc import}: nets of other formats in the language. */
@Command(name = "import", description = {
    "Writes a net of ONNX or Caffe as a model file and its weights as safetensors.",
    "What the language cannot say is named, all of it, and nothing is written."}, footer = {"",
        "Example: Caffe's LeNet as lenet.net and lenet.safetensors",
        "  netc import lenet.prototxt lenet.caffemodel -o lenet.net"}, sortOptions = false)
public final class ImportCommand implements Callable<Integer> {
    private static final String MODEL = ".net";

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = {
        "model.onnx, or net.prototxt with net.caffemodel and a mean (.binaryproto).",
        "With an ONNX model, .pb files give a tensor each for inputs that are weights."})
    private List<Path> files;

    @Option(names = {"-o",
        "--output"}, paramLabel = "DIR|FILE", description = "A folder, or the model file to write; here unless said.")
    private Path output;

    @Option(names = "--force", description = "Writes over files that are there.")
    private boolean force;

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Imported net = read();
        Path model = model();
        Path weights = sibling(model);
        if (!force) {
            refuseIfThere(model);
            if (!net.weights().isEmpty()) {
                refuseIfThere(weights);
            }
        }
        write(net, model, weights);
        if (!net.weights().isEmpty()) { // without weights it is trained here, on images as they then are
            net.unprepared().ifPresent(lines -> warnOfImages(model, lines));
        }
        console.answer(ImportAnswer.of(net, model, weights));
        return ExitStatus.DONE.code();
    }

    private void warnOfImages(Path model, String lines) {
        console.warn("import", files.getFirst() + " does not say how images are prepared, and " + model
                + " as it stands is fed their pixels from 0 to 255. If the net learnt from anything else, say so before its"
                + " last `}`, with what was done to the images in place of this `prepare`:\n\n"
                + lines.stripTrailing().indent(2).replaceAll("(?m)^ +$", ""));
    }

    private Imported read() {
        try {
            return Importer.read(files);
        } catch (IOException e) {
            throw Failures.of(files.getFirst(), e);
        }
    }

    /** The model file: the one named, or one named as what it is made of. */
    private Path model() {
        if (output != null && output.getFileName() != null && output.getFileName().toString().endsWith(MODEL)) {
            return output;
        }
        String name = files.getFirst().getFileName().toString();
        int dot = name.lastIndexOf('.');
        Path here = output == null ? Path.of("") : output;
        return here.resolve((dot > 0 ? name.substring(0, dot) : name) + MODEL);
    }

    private static Path sibling(Path model) {
        String name = model.getFileName().toString();
        return model.resolveSibling(name.substring(0, name.length() - MODEL.length()) + ".safetensors");
    }

    private static void refuseIfThere(Path file) {
        if (Files.exists(file)) {
            throw Failure.file(file.toString(), "it is there already; --force writes over it", null);
        }
    }

    private static void write(Imported net, Path model, Path weights) {
        try {
            Files.createDirectories(model.toAbsolutePath().getParent());
            Files.writeString(model, net.text());
        } catch (IOException e) {
            throw Failures.of(model, e);
        }
        try {
            if (!net.weights().isEmpty()) {
                Safetensors.write(weights, net.weights(), Map.of());
            }
        } catch (IOException e) {
            throw Failures.of(weights, e);
        }
    }
}
