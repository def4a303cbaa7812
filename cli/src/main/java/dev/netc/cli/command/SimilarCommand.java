package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.option.ClassesArgument;
import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.Features;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.CacheRoom;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.training.NearestImages;
import dev.netc.runtime.training.Neighbours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netc similar}. */
@Command(name = "similar", description = "Finds the images that a net finds most like others: the nearest by its last hidden layer.", footer = {
    "", "Example: what is like a photograph, as a page with pictures",
    "  netc similar models/cifar10-columns.net --weights runs/cifar10/best.safetensors --data cifar10.tar \\",
    "    photo.jpg -o similar.html"}, sortOptions = false)
public final class SimilarCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "JPEG, PNG, BMP or GIF files.")
    private List<Path> files;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The weights.")
    private Path weights;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The images to search: as for netc train.")
    private String location;

    @Option(names = "--part", paramLabel = "NAME", description = "The part to search; else train, or test where there is none.")
    private String partName;

    @Option(names = "--layer", paramLabel = "NAME", description = {
        "The value by which images are compared; else what the layer reads that makes the logits,",
        "averaged over all positions where the logits are."})
    private String layer;

    @Option(names = "--count", paramLabel = "N", converter = PositiveNumber.class, description = "How many are shown of each; else 6, as in the paper.")
    private int count = 6;

    @Option(names = "-o", paramLabel = "FILE.html", description = "Writes a page with the pictures, which opens without a network.")
    private Path page;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "Images at once; else the model's.")
    private Integer batch;

    @Mixin
    private ClassesArgument classes;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public SimilarCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        Features features = features(model.network());
        WeightFile trained = WeightFile.read(weights);
        ImageInput.warnUnprepared(model, trained, console);
        Dataset data = Dataset.open(location, options(trained));
        Part part = partName != null || data.hasTrain() ? data.train() : data.test();
        int atOnce = model.batch(batch);
        Program program = Compiler.compile(features.network(), options(model, trained, part));
        try (TraceFile trace = devices.trace();
                Model loaded = Model.load(program, devices.over(ModelOptions.DEFAULT, compile.precision())
                        .withBatch(atOnce).withTimeline(trace.timeline()))) {
            Placement.say(loaded, console);
            trained.into(loaded);
            List<Neighbours> found = search(loaded, part, atOnce);
            SimilarAnswer answer = new SimilarAnswer(features.layer(), features.size(), location, part.name(),
                    part.size(), SimilarAnswer.asked(found, part, data.classes()));
            show(answer, model, part, Preparation.of(program));
            console.answer(answer);
        }
        return ExitStatus.DONE.code();
    }

    private Features features(Network network) {
        try {
            return layer == null ? Features.lastHidden(network) : Features.named(network, layer);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage() + (layer == null ? "; --layer NAME chooses a value" : ""));
        }
    }

    /** Of the classes only the names are shown: the data may have others than the net. */
    private DataOptions options(WeightFile trained) {
        DataOptions options = partName == null ? DataOptions.DEFAULT : DataOptions.DEFAULT.withTrainPart(partName);
        DataOptions suggested = trained.classes().map(options::withSuggested).orElse(options);
        return classes.names().map(suggested::withClasses).orElse(suggested);
    }

    private CompileOptions options(ModelFile model, WeightFile trained, Part part) {
        CompileOptions options = compile.over(devices.over(CompileOptions.standard(), console)
                .withFunctions(EnumSet.of(FunctionKind.FEATURES)), console);
        return trained.imagesOf(ImageInput.sizedFor(options, model, part));
    }

    private List<Neighbours> search(Model loaded, Part part, int atOnce) {
        // every image is looked at once: there is nothing to keep
        PreparedPart prepared = new PreparedPart(part, Preparation.of(loaded.program()), new CacheRoom(0));
        ImagesProgress progress = new ImagesProgress(console);
        try {
            return new NearestImages(loaded, atOnce).find(files, prepared, count,
                    searched -> progress.packed(searched, part.size()));
        } finally {
            progress.end();
        }
    }

    private void show(SimilarAnswer answer, ModelFile model, Part part, Preparation preparation) {
        if (page == null) {
            return;
        }
        try {
            Files.writeString(page, new SimilarPictures(model.network().name(), part, preparation).page(answer));
        } catch (IOException e) {
            throw Failures.of(page, e);
        }
        console.say("page: " + page);
    }
}
