package dev.netc.runtime.data;

import java.util.Optional;

/**
 * What a user may say about a dataset.
 *
 * @param trainPart the part to train with; {@code train} unless said
 * @param testPart the part to test with; {@code test}, or else {@code val}, unless said
 * @param validate share of the training images that is held back to validate with, 0 for none
 * @param classes the classes and their order; the folders in name order unless said
 * @param suggested classes and their order, to be taken where none are said and the data has no others
 */
public record DataOptions(Optional<String> trainPart, Optional<String> testPart, double validate,
        Optional<ClassNames> classes, Optional<ClassNames> suggested) {

    /** Nothing said. */
    public static final DataOptions DEFAULT = new DataOptions(Optional.empty(), Optional.empty(), 0, Optional.empty(),
            Optional.empty());

    /**
     * Options.
     *
     * @throws IllegalArgumentException where the share is not in [0, 1)
     */
    public DataOptions {
        if (!(validate >= 0 && validate < 1)) {
            throw new IllegalArgumentException("--validate " + validate + ": a share of 1 is expected, as 0.1");
        }
    }

    /** These, with another part to train with. */
    public DataOptions withTrainPart(String part) {
        return new DataOptions(Optional.of(part), testPart, validate, classes, suggested);
    }

    /** These, with another part to test with. */
    public DataOptions withTestPart(String part) {
        return new DataOptions(trainPart, Optional.of(part), validate, classes, suggested);
    }

    /** These, with a share of the training images held back. */
    public DataOptions withValidate(double share) {
        return new DataOptions(trainPart, testPart, share, classes, suggested);
    }

    /** These, with the classes in this order. */
    public DataOptions withClasses(ClassNames names) {
        return new DataOptions(trainPart, testPart, validate, Optional.of(names), suggested);
    }

    /** These, with classes that are taken where the data has no others: those of weights from which a training starts. */
    public DataOptions withSuggested(ClassNames names) {
        return new DataOptions(trainPart, testPart, validate, classes, Optional.of(names));
    }
}
