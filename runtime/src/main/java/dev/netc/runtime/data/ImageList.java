package dev.netc.runtime.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A list that says of which class images are that lie together in one folder, as ImageNet's validation images do. A line is an image
 * and its class, or only a class, in the order of the images' names. A class is a folder's name or a number.
 *
 * <p>
 * A number alone in a line counts as ILSVRC does, from 1, and {@code map_clsloc.txt} says which class it is; beside an image it counts from 0 in
 * the order of {@code synsets.txt} or {@code synset_words.txt}, else of the class folders' names, as Caffe has it. Where class folders are
 * named by numbers it may be such a name instead; a list that would mean other classes then is refused.
 *
 * @param container where all this lies
 * @param file the list's entry
 * @param folders names of class folders beside, in name order
 */
record ImageList(Container container, String file, List<String> folders) {
    private static final Pattern WORDS = Pattern.compile("[,\\s]+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern MAPPED = Pattern.compile("(\\S+)\\s+(\\d{1,9})(?:\\s.*)?");
    private static final String KAGGLE_HEAD = "ImageId,PredictionString";
    private static final String ILSVRC_CLASSES = "map_clsloc.txt";
    private static final List<String> CLASS_LISTS = List.of("synsets.txt", "synset_words.txt");

    ImageList {
        folders = List.copyOf(folders);
    }

    /** The list for a part, where one of a name that such lists have lies anywhere in the container. */
    static Optional<ImageList> of(Container container, String part, Collection<String> folders) {
        return names(part).flatMap(name -> find(container, name).stream()).findFirst()
                .map(file -> new ImageList(container, file, List.copyOf(folders)));
    }

    /** Names of lists, those first of which it is certain that they say classes. */
    private static Stream<String> names(String part) {
        Stream<String> usual = Stream.of("LOC_" + part + "_solution.csv", part + "_annotations.txt",
                part + "_labels.txt", part + "_labels.csv", part + ".txt", part + ".csv");
        return part.equals("val") ? Stream.concat(usual, Stream.of("ILSVRC2012_validation_ground_truth.txt")) : usual;
    }

    private static Optional<String> find(Container container, String name) {
        return container.entries().stream().filter(entry -> entry.equals(name) || entry.endsWith("/" + name))
                .findFirst();
    }

    /** The words of a line that say something. */
    private record Line(int number, List<String> words) {
        boolean isPair() {
            return words.size() > 1;
        }

        /** The class beside an image. */
        String label() {
            return words.get(1);
        }

        /** The class as a number. */
        int index() {
            return Integer.parseInt(label());
        }
    }

    /**
     * Images by class.
     *
     * @param images entries in name order
     * @throws DataException where the list does not name all of them, or what it says cannot be understood
     */
    SortedMap<String, List<String>> classify(List<String> images) {
        List<Line> lines = lines();
        if (lines.isEmpty()) {
            throw wrong("is empty");
        }
        return lines.getFirst().isPair() ? byImage(lines, images) : byOrder(lines, images);
    }

    private List<Line> lines() {
        List<String> all = text(file).lines().map(String::strip).toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<String> words = WORDS.splitAsStream(all.get(i)).filter(word -> !word.isEmpty()).toList();
            if (!words.isEmpty() && !all.get(i).equals(KAGGLE_HEAD)) {
                lines.add(new Line(i + 1, words));
            }
        }
        return lines;
    }

    private String text(String entry) {
        return new String(container.read(entry), StandardCharsets.UTF_8);
    }

    private SortedMap<String, List<String>> byImage(List<Line> lines, List<String> images) {
        lines.stream().filter(line -> !line.isPair()).findFirst().ifPresent(line -> {
            throw wrong("line " + line.number() + " names no class");
        });
        Function<Line, String> reading = reading(lines);
        Map<String, String> classes = new HashMap<>();
        lines.forEach(line -> classes.put(stem(line.words().get(0)), reading.apply(line)));
        SortedMap<String, List<String>> byClass = new TreeMap<>();
        for (String image : images) {
            String label = Optional.ofNullable(classes.get(stem(image)))
                    .orElseThrow(() -> wrong("says nothing of the image " + container.describe(image)));
            byClass.computeIfAbsent(label, name -> new ArrayList<>()).add(image);
        }
        return byClass;
    }

    /** How the class beside an image is to be read: as a name, or as a number where every line has one. */
    private Function<Line, String> reading(List<Line> lines) {
        if (!lines.stream().allMatch(line -> isNumber(line.label()))) {
            return Line::label;
        }
        List<String> numbered = numbered();
        if (!Set.copyOf(folders).containsAll(lines.stream().map(Line::label).toList())) {
            return line -> nth(numbered, line);
        }
        if (lines.stream().allMatch(line -> line.index() < numbered.size())) {
            lines.forEach(line -> checkBothAreOne(numbered, line));
        }
        return Line::label;
    }

    /** Refuses a number that is one folder's name and another's place. */
    private void checkBothAreOne(List<String> numbered, Line line) {
        String counted = nth(numbered, line);
        if (!counted.equals(line.label())) {
            throw wrong(
                    "line " + line.number() + " says class " + line.label() + ", which may be the name of the folder `"
                            + line.label() + "`, or the place, from 0 on, of `" + counted
                            + "`: images in class folders leave no doubt, nor does `" + CLASS_LISTS.getFirst()
                            + "` in which each folder stands at the place that is its name");
        }
    }

    /** The file's name without folders and ending: Kaggle's list has neither. */
    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return ImageKind.isImageName(name) ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private SortedMap<String, List<String>> byOrder(List<Line> lines, List<String> images) {
        if (lines.size() != images.size()) {
            throw wrong("has " + lines.size() + " lines for " + images.size() + " images");
        }
        Map<String, String> ilsvrc = lines.stream().allMatch(line -> isNumber(line.words().get(0)))
                ? ilsvrcClasses()
                : Map.of();
        SortedMap<String, List<String>> byClass = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            Line line = lines.get(i);
            String label = ilsvrc.isEmpty() ? line.words().get(0) : ilsvrc.get(line.words().get(0));
            if (label == null) {
                throw wrong("line " + line.number() + " says class " + line.words().get(0) + ", which " + ILSVRC_CLASSES
                        + " does not know");
            }
            byClass.computeIfAbsent(label, name -> new ArrayList<>()).add(images.get(i));
        }
        return byClass;
    }

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** Class names by ILSVRC's numbers, which follow no order that could be guessed. */
    private Map<String, String> ilsvrcClasses() {
        String map = find(container, ILSVRC_CLASSES)
                .orElseThrow(() -> wrong("gives classes by ILSVRC's own numbers, and "
                        + ILSVRC_CLASSES + " (lines as `n02119789 1 kit_fox`) is not there to say which those are;"
                        + " LOC_val_solution.csv, or val.txt with lines `IMAGE CLASS`, needs no such file"));
        Map<String, String> names = new HashMap<>();
        text(map).lines().map(MAPPED::matcher).filter(Matcher::matches)
                .forEach(line -> names.put(line.group(2), line.group(1)));
        return names;
    }

    /** Class names in the order of their numbers. */
    private List<String> numbered() {
        return CLASS_LISTS.stream().flatMap(name -> find(container, name).stream()).findFirst()
                .map(list -> ClassNames.parse(container.describe(list), text(list)).folders())
                .or(() -> Optional.of(folders).filter(names -> !names.isEmpty()))
                .orElseThrow(() -> wrong("gives classes by numbers, and neither " + String.join(", ", CLASS_LISTS)
                        + " nor class folders are there to say which those are"));
    }

    private String nth(List<String> names, Line line) {
        if (line.index() >= names.size()) {
            throw wrong("line " + line.number() + " says class " + line.index() + ", and there are " + names.size()
                    + ", from 0 on");
        }
        return names.get(line.index());
    }

    private DataException wrong(String problem) {
        return new DataException(container.describe(file), problem);
    }
}
