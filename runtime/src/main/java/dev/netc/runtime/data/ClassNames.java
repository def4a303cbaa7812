package dev.netc.runtime.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes in the order of their indices.
 *
 * @param folders the names that data folders have; {@code n01443537}
 * @param shown the names that a person reads; {@code goldfish, Carassius auratus}
 */
public record ClassNames(List<String> folders, List<String> shown) {
    private static final Pattern EMPTY_END = Pattern.compile("[\r\n]\\s*$");
    private static final Pattern BREAKS_LINES = Pattern.compile("[\t\r\n]");

    /**
     * Classes by folder and shown name.
     *
     * @throws IllegalArgumentException where the lists differ in length
     */
    public ClassNames {
        folders = List.copyOf(folders);
        shown = List.copyOf(shown);
        if (folders.size() != shown.size()) {
            throw new IllegalArgumentException(folders.size() + " folders, " + shown.size() + " names");
        }
    }

    /** Classes that are shown by their folders' names. */
    public static ClassNames of(Collection<String> folders) {
        return new ClassNames(List.copyOf(folders), List.copyOf(folders));
    }

    /** Classes 0 … count - 1, each called by its number. */
    static ClassNames numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(Integer.toString(i));
        }
        return of(names);
    }

    /**
     * Reads a file of classes: a class a line, the first word the folder's name, the rest the name to show (the folder's
     * where there is none), the line its index. Where a line has a tab, the folder's name is all before it, which may hold spaces.
     * Empty lines at the end are passed over.
     *
     * @throws DataException where the file cannot be read, is empty, or names a folder twice
     */
    public static ClassNames read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file.toString(), "cannot be read as text in UTF-8", e);
        }
    }

    /**
     * The same from text, as {@link #text} writes it.
     *
     * @param source for messages
     */
    public static ClassNames parse(String source, String text) {
        List<String> lines = EMPTY_END.matcher(text).replaceFirst("").lines().toList();
        List<String> folders = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        for (String line : lines) {
            String[] words = words(line);
            int number = folders.size() + 1;
            if (words[0].isEmpty()) {
                throw new DataException(source, "line " + number + " is empty, so no class has index " + (number - 1));
            }
            Integer before = lineOf.put(words[0], number);
            if (before != null) {
                throw new DataException(source,
                        "`" + words[0] + "` stands on line " + before + " and on line " + number);
            }
            folders.add(words[0]);
            shown.add(words.length == 2 ? words[1] : words[0]);
        }
        return new ClassNames(folders, shown);
    }

    /** Folder and name to show, or one word for both. */
    private static String[] words(String line) {
        return line.indexOf('\t') > 0 ? line.split("\t+", 2) : line.strip().split("\\s+", 2);
    }

    /** The classes as a file of classes: what {@link #parse} reads. */
    public String text() {
        return IntStream.range(0, size()).mapToObj(i -> line(folders.get(i), shown.get(i)) + "\n")
                .collect(Collectors.joining());
    }

    private static String line(String folder, String shown) {
        boolean oneWord = folder.equals(shown) && folder.chars().noneMatch(Character::isWhitespace);
        return oneWord ? folder : folder + "\t" + shown;
    }

    /**
     * Checks that a folder's name can stand in a file of classes.
     *
     * @throws DataException where it cannot
     */
    static void checkFolder(String source, String folder) {
        if (BREAKS_LINES.matcher(folder).find()) {
            throw new DataException(source, "a class folder's name holds a tab or a line break, which ends a name where"
                    + " classes are listed: `" + folder + "`");
        }
    }

    /** Number of classes. */
    public int size() {
        return folders.size();
    }

    /**
     * The index of the class whose folder a name is, for as many names as there may be. It throws a {@link DataException} where a name
     * is none of the classes.
     *
     * @param part for messages, as the source
     */
    ToIntFunction<String> labels(String part, String source) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < size(); i++) {
            indices.putIfAbsent(folders.get(i), i);
        }
        return folder -> {
            Integer index = indices.get(folder);
            if (index == null) {
                throw new DataException(source, "`" + part + "` has a class `" + folder + "`, which is none of the "
                        + size() + " classes " + some());
            }
            return index;
        };
    }

    /** The folders, or the first of them where they are many. */
    public String some() {
        return size() <= 6 ? String.join(", ", folders) : String.join(", ", folders.subList(0, 5)) + ", …";
    }

    /**
     * Checks a label that is the number of a class.
     *
     * @param entry the image, for messages
     * @throws DataException where there is no such class
     */
    void checkLabel(int label, Supplier<String> entry) {
        if (label >= size()) {
            throw new DataException(entry.get(), "has label " + label + "; there are " + size() + " classes, 0 to "
                    + (size() - 1));
        }
    }

    /** The index of the class whose folder this is. */
    public OptionalInt index(String folder) {
        int index = folders.indexOf(folder);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /**
     * Whether these can stand for other classes.
     *
     * @param numbered whether the order of those is known, and not their names alone
     */
    boolean covers(ClassNames others, boolean numbered) {
        return numbered
                ? others.size() <= size() && folders.subList(0, others.size()).equals(others.folders())
                : folders.containsAll(others.folders());
    }
}
