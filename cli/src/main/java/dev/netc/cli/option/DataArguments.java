package dev.netc.cli.option;

import java.util.Optional;

import dev.netc.cli.output.Failure;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The images of a command. */
public final class DataArguments {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = {
        "Labelled images: a folder or a .tar[.gz] of train|test|val/CLASS/IMAGE, of MNIST's",
        "files or of CIFAR-10's binary batches; a file that netc data pack made; or digits, which netc ships."})
    private String location;

    @Option(names = "--train-part", paramLabel = "NAME", description = "The part to train with; else train.")
    private String trainPart;

    @Option(names = "--test-part", paramLabel = "NAME", description = "The part to test with; else test, else val.")
    private String testPart;

    @Option(names = "--validate", paramLabel = "SHARE", description = "Holds back a share of the training images to validate with: 0.1.")
    private double validate;

    @Mixin
    private ClassesArgument classes;

    /**
     * Opens the data.
     *
     * @param known classes that weights name, for when the command names none
     * @throws dev.netc.runtime.data.DataException where it cannot be used
     */
    public Dataset open(Optional<ClassNames> known) {
        return open(classes.names().or(() -> known), Optional.empty());
    }

    /**
     * Opens the data for a training that starts from weights.
     *
     * @param suggested the classes of those, which are taken where the command names none and the data has no others
     * @throws dev.netc.runtime.data.DataException where it cannot be used
     */
    public Dataset openSuggesting(Optional<ClassNames> suggested) {
        return open(classes.names(), suggested);
    }

    private Dataset open(Optional<ClassNames> named, Optional<ClassNames> suggested) {
        if (!(validate >= 0 && validate < 1)) {
            throw Failure.usage("--validate " + validate + ": a share of 1 is expected, as 0.1");
        }
        return Dataset.open(location, new DataOptions(Optional.ofNullable(trainPart), Optional.ofNullable(testPart),
                validate, named, suggested));
    }
}
