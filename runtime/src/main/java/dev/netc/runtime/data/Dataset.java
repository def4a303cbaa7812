package dev.netc.runtime.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Labelled images in parts: some to train with, some to validate with after each epoch, some to test with.
 *
 * <p>
 * What a location may be: a folder or a {@code .tar} or {@code .tar.gz} of {@code PART/CLASS/image} (JPEG, PNG, BMP,
 * GIF), of MNIST's four files, or of CIFAR-10's binary batches; a file that {@link Packer} made of any of these; or {@code digits},
 * which the program ships. Archives are read without being unpacked to disk. Any thread may read any image; there is nothing to close.
 */
public final class Dataset {
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final String VALIDATION = "val";
    /** The parts that are known without being named. */
    static final Set<String> USUAL_PARTS = Set.of(TRAIN, TEST, VALIDATION);

    private final String location;
    private final String kind;
    private final Set<String> parts;
    private final Optional<String> remark;
    private final Map<String, DataException> unreadable;
    private final ClassNames classes;
    private final Optional<Part> train;
    private final boolean heldBack;
    private final Optional<Part> validation;
    private final Optional<Part> test;

    private Dataset(String location, Contents.Found found, DataOptions options) {
        this.location = location;
        this.kind = found.kind();
        this.parts = new TreeSet<>(found.names());
        this.remark = found.remark();
        this.unreadable = found.unreadable();
        Optional<String> trainName = present(options.trainPart(), TRAIN);
        Optional<String> testName = present(options.testPart(), TEST).or(() -> present(options.testPart(), VALIDATION));
        if (parts.isEmpty()) {
            throw unreadable.values().stream().findFirst()
                    .orElseGet(() -> new DataException(location, partsInWords()));
        }
        this.classes = options.classes().orElseGet(() -> suggested(options, found,
                found.classes(trainName.or(() -> testName).orElseGet(() -> parts.iterator().next()))));
        Optional<Part> wholeTrain = trainName.map(name -> found.open(name, classes));
        this.test = testName.map(name -> trainName.equals(testName) ? wholeTrain.get() : found.open(name, classes));
        Optional<Subset.Split> split = wholeTrain.filter(part -> options.validate() > 0)
                .map(part -> Subset.holdBack(part, options.validate(), location));
        this.train = split.map(Subset.Split::kept).or(() -> wholeTrain);
        this.heldBack = split.isPresent();
        this.validation = split.map(Subset.Split::heldBack)
                .or(() -> present(Optional.empty(), VALIDATION).filter(name -> !Optional.of(name).equals(testName))
                        .map(name -> found.open(name, classes)))
                .or(() -> test);
    }

    /** The classes that were suggested, where the data has no others; where it has, its own. */
    private static ClassNames suggested(DataOptions options, Contents.Found found, ClassNames own) {
        return options.suggested().filter(names -> names.covers(own, found.numbered())).orElse(own);
    }

    /** The part that is meant: what the user said, which must be there, or else the usual one where it is there. */
    private Optional<String> present(Optional<String> said, String usual) {
        said.filter(name -> !parts.contains(name)).ifPresent(name -> {
            throw unreadable(name).orElseGet(
                    () -> new DataException(location, "has no part `" + name + "`; " + partsInWords()));
        });
        return said.or(() -> Optional.of(usual).filter(parts::contains));
    }

    private Optional<DataException> unreadable(String part) {
        return Optional.ofNullable(unreadable.get(part));
    }

    /**
     * Opens a dataset. A part whose images' classes cannot be found out is as if it were not there, until it is asked for.
     *
     * @param location a folder, an archive, a packed file, or {@code digits}
     * @throws DataException where it cannot be read or is in no format that is known, where a class is empty, where a
     *     file or archive ends early, where a label is out of range; images themselves are decoded later
     */
    public static Dataset open(String location, DataOptions options) {
        List<String> partNames = Stream.of(options.trainPart(), options.testPart()).flatMap(Optional::stream).toList();
        return new Dataset(location, Contents.at(location, partNames), options);
    }

    /** What the user named. */
    public String location() {
        return location;
    }

    /** The classes in the order of their labels. */
    public ClassNames classes() {
        return classes;
    }

    /**
     * The images to train with, without those that are held back.
     *
     * @throws DataException where there is no such part, or it cannot be read
     */
    public Part train() {
        return train.orElseThrow(() -> unreadable(TRAIN)
                .orElseGet(missing("train with", TRAIN, "--train-part")));
    }

    /**
     * The images to test with.
     *
     * @throws DataException where there is no such part, or it cannot be read
     */
    public Part test() {
        return test.orElseThrow(() -> unreadable(TEST).or(() -> unreadable(VALIDATION))
                .orElseGet(missing("test with", TEST, "--test-part")));
    }

    /**
     * The images that the schedule watches: those held back, else {@code val/}, else the test part.
     *
     * @throws DataException where these are there and cannot be read: what is watched decides how the training goes
     */
    public Optional<Part> validation() {
        checkValidation();
        return validation;
    }

    /**
     * Checks what {@link #validation} needs, to be told before anything is compiled.
     *
     * @throws DataException as there
     */
    public void checkValidation() {
        unwatchable().ifPresent(problem -> {
            throw problem;
        });
    }

    private Optional<DataException> unwatchable() {
        return heldBack
                ? Optional.empty()
                : unreadable(VALIDATION).or(() -> validation.isPresent() ? Optional.empty() : unreadable(TEST));
    }

    /** Whether there is a part to train with. */
    public boolean hasTrain() {
        return train.isPresent();
    }

    /** Whether there is a part to test with. */
    public boolean hasTest() {
        return test.isPresent();
    }

    /** Whether the schedule watches the images that the result is told for, which a report then has to say. */
    public boolean watchesTest() {
        return validation.isPresent() && validation.equals(test);
    }

    /** One line for people: where, what, how many images in which parts, how many classes. */
    public String description() {
        StringBuilder text = new StringBuilder(location).append(": ").append(kind).append(", ").append(classes.size())
                .append(" classes");
        train.ifPresent(part -> text.append(", ").append(part.size()).append(" images to train with"));
        validation.filter(part -> !watchesTest())
                .ifPresent(part -> text.append(", ").append(part.size()).append(" to validate with"));
        test.ifPresent(part -> text.append(", ").append(part.size())
                .append(watchesTest() ? " to validate and to test with" : " to test with"));
        return text.toString();
    }

    /**
     * Compares the classes with a model's.
     *
     * @param modelClasses length of the model's logits
     * @return what to warn of: fewer classes than the model has
     * @throws DataException where there are more classes than the model has
     */
    public Optional<String> checkClasses(int modelClasses) {
        if (classes.size() > modelClasses) {
            throw new DataException(location, "has " + classes.size() + " classes, the model " + modelClasses
                    + ": `-P classes=" + classes.size() + "`, where the model has that parameter, makes it fit");
        }
        return classes.size() == modelClasses
                ? Optional.empty()
                : Optional.of(location + " has " + classes.size() + " classes, the model " + modelClasses
                        + ": the others are never seen");
    }

    private Supplier<DataException> missing(String purpose, String usual, String option) {
        return () -> new DataException(location, "has no part `" + usual + "` to " + purpose + "; " + partsInWords()
                + "; " + option + " NAME chooses one");
    }

    private String partsInWords() {
        String words = parts.isEmpty()
                ? "has no part that can be used"
                : (parts.size() == 1 ? "its only part is `" : "its parts are `") + String.join("`, `", parts) + "`";
        return words + remark.map(text -> "; " + text).orElse("");
    }
}
