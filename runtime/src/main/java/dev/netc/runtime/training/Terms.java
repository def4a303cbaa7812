package dev.netc.runtime.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.cache.UserCache;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Part;

/**
 * What a training's bits are a function of, beside the place where it stands: it goes on where all of this is as it was. Not the
 * devices, on which no bit depends, and not the tiles that were found for them.
 *
 * @param values by what they are, in words
 */
public record Terms(Map<String, String> values) {
    /** Of a hash, as many letters as a person compares. */
    private static final int SHOWN = 12;

    private static final String KERNELS = "kernels";
    private static final String ARITHMETIC = "arithmetic";

    /** Terms. */
    public Terms {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What is known before anything is opened. */
    public static Terms of(TrainingOptions options) {
        return new Terms(Map.of()).and(ARITHMETIC, Integer.toString(Program.ARITHMETIC))
                .and("batch", Integer.toString(options.batch()))
                .and("seed", Long.toString(options.seed()));
    }

    /** These, and the images. */
    public Terms and(Dataset data) {
        return and("images to train with", words(data.train())).and("images to validate with",
                data.validation().map(Terms::words).orElse("none"));
    }

    /** These, and by which arithmetic a program was compiled, which may have been by another netc. */
    public Terms and(Program program) {
        return and(ARITHMETIC, program.arithmetic() == Program.ARITHMETIC
                ? Integer.toString(Program.ARITHMETIC)
                : Program.ARITHMETIC + ", kernels " + program.arithmetic());
    }

    /** These, and which kernels run, and in how many parts a batch is summed. */
    public Terms and(Variant variant) {
        return and(KERNELS, word(variant.target()))
                .and("precision", variant.precision().name().toLowerCase(Locale.ROOT))
                .and("parts of a batch", Integer.toString(variant.split() ? variant.devices() : 1));
    }

    private static String word(Target target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    /** Which kernels run; empty where that is not known yet. */
    public Optional<Target> kernels() {
        return Arrays.stream(Target.values()).filter(target -> word(target).equals(values.get(KERNELS))).findFirst();
    }

    /** These, and more. */
    public Terms and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(new TreeMap<>(more));
        return new Terms(all);
    }

    private Terms and(String name, String value) {
        return and(Map.of(name, value));
    }

    /** What is otherwise now, a line each with both values; of what only one of both knows nothing is said. */
    public List<String> changedIn(Terms now) {
        List<String> lines = new ArrayList<>();
        values.forEach((name, before) -> {
            String after = now.values.getOrDefault(name, before);
            if (!after.equals(before)) {
                lines.add(name + changed(before, after));
            }
        });
        return lines;
    }

    /**
     * Checks that a training may go on under the terms of now.
     *
     * @throws RunException where any is another, with both values of each
     */
    public void check(Terms now) {
        List<String> changed = changedIn(now);
        if (!changed.isEmpty()) {
            throw new RunException("the training cannot go on as it was begun:\n  " + String.join("\n  ", changed)
                    + "\nWhat a command leaves out is as it was; other settings want a training of their own, in a folder of"
                    + " its own");
        }
    }

    private static String changed(String before, String after) {
        if (before.indexOf('\n') < 0 && after.indexOf('\n') < 0) {
            return ": " + before + " then, " + after + " now";
        }
        List<String> old = lines(before);
        List<String> young = lines(after);
        int line = 0;
        while (line < Math.min(old.size(), young.size()) && old.get(line).equals(young.get(line))) {
            line++;
        }
        return ", line " + (line + 1) + changed(line(old, line), line(young, line));
    }

    /** Lines with what ends them: texts may differ in that alone. */
    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)"));
    }

    private static Optional<String> line(List<String> text, int line) {
        return line < text.size() ? Optional.of(text.get(line)) : Optional.empty();
    }

    /** Both lines, with the space around them where they differ in nothing else. */
    private static String changed(Optional<String> old, Optional<String> young) {
        boolean inWords = !old.map(String::strip).equals(young.map(String::strip)) && !isBlank(old) && !isBlank(young);
        UnaryOperator<String> words = inWords
                ? String::strip
                : line -> line.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n");
        return ": " + quoted(old, words) + " then, " + quoted(young, words) + " now";
    }

    private static boolean isBlank(Optional<String> line) {
        return line.filter(String::isBlank).isPresent();
    }

    private static String quoted(Optional<String> line, UnaryOperator<String> words) {
        return line.map(text -> "`" + words.apply(text) + "`").orElse("no such line");
    }

    /** Their number, and a hash of their names and labels in order: their folder may have moved, and their bytes would take long. */
    private static String words(Part part) {
        MessageDigest hash = UserCache.sha256();
        for (int image = 0; image < part.size(); image++) {
            String entry = part.entry(image);
            String name = entry.substring(Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\')) + 1);
            hash.update((name + "\n" + part.label(image) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String names = HexFormat.of().formatHex(hash.digest()).substring(0, SHOWN);
        return String.format(Locale.ROOT, "%,d of `%s`, names and classes %s", part.size(), part.name(), names);
    }
}
