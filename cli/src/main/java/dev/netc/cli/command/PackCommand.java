package dev.netc.cli.command;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ClassesArgument;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.runtime.data.Packer;
import dev.netc.runtime.data.Packing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netc data pack}. */
@Command(name = "pack", description = {
    "Decodes labelled images once, into a file that --data takes in their place.",
    "It holds the bytes that `resize` of a model's `prepare` gives; what devices do to them (crops, mean,",
    "colour) is left to the training. Images that all have one size of at most 256 pixels are stored as",
    "they are, which any model can read; others with their shorter side at 256 and cut to the centre, as",
    "the AlexNet paper has them. --for or --size says otherwise."}, footer = {"",
        "Example: photographs, then a training that decodes none of them",
        "  netc data pack photos -o photos.pack --for models/alexnet.net",
        "  netc train models/alexnet.net --data photos.pack --run runs/photos"}, sortOptions = false)
public final class PackCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "Labelled images, as --data of netc train takes them.")
    private String location;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true, description = "The file to write.")
    private Path file;

    @Option(names = "--for", paramLabel = "MODEL", description = "Stores what this model prepares: its sizes, and grey where it reads grey.")
    private Path model;

    @Option(names = "-P", paramLabel = "name=value", description = "Sets a parameter of that model; may be repeated.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    @Option(names = "--size", paramLabel = "N", converter = PositiveNumber.class, description = "The shorter side to N, then the central N x N.")
    private Integer size;

    @Option(names = "--part", paramLabel = "NAME", description = "A part to pack, may be repeated; else all parts.")
    private List<String> parts = List.of();

    @Mixin
    private ClassesArgument classes;

    public PackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (model != null && size != null) {
            throw Failure.usage("--for and --size each say how large the images are; one of them is enough");
        }
        long start = System.nanoTime();
        ImagesProgress progress = new ImagesProgress(console);
        Packer.Result result = pack(progress);
        progress.end();
        console.answer(PackAnswer.of(file, result, (System.nanoTime() - start) / 1e9));
        return ExitStatus.DONE.code();
    }

    private Packer.Result pack(ImagesProgress progress) {
        Packer.Request request = new Packer.Request(location, parts, classes.names(), packing());
        try {
            return Packer.pack(request, file, progress);
        } catch (UncheckedIOException e) {
            throw Failures.of(file, e.getCause());
        }
    }

    private Optional<Packing> packing() {
        if (model != null) {
            return Optional.of(ImageInput.packing(ModelFile.open(model, parameters, console)));
        }
        return Optional.ofNullable(size).map(Packing::resized);
    }
}
