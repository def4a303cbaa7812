package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netc.cli.option.CommonOptions;
import dev.netc.runtime.error.NetcException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a training was begun with, kept with its checkpoint, so that they may be left out when it goes on. */
final class LeftOut {
    /** What is of one command alone: where it writes, what it reads again, what it shows. */
    private static final Set<String> OWN = Set.of("--run", "--resume", "--weights", "--data", "--classes", "--trace",
            "--dump", CommonOptions.JSON);
    private static final String PARAMETER = "-P";
    /** Behind it there are no options. */
    private static final String END_OF_OPTIONS = "--";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LeftOut() {}

    /** The options of a command as it was typed, for {@link #complete}. */
    static String of(CommandSpec spec) {
        List<String> typed = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!OWN.contains(option.longestName())) {
                typed.addAll(words(option));
            }
        }
        try {
            return JSON.writeValueAsString(typed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words that have no JSON form", e);
        }
    }

    private static List<String> words(OptionSpec option) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            return List.of(name);
        }
        if (name.equals(PARAMETER)) {
            return option.originalStringValues().stream().map(value -> name + value).toList();
        }
        return List.of(name + "=" + String.join(",", option.originalStringValues()));
    }

    /**
     * Parses the command again, with the options that it left out.
     *
     * @param kept what {@link #of} gave
     */
    static void complete(CommandSpec spec, String kept) {
        Set<String> said = read(of(spec)).stream().map(LeftOut::name).collect(Collectors.toSet());
        List<String> words = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        words.addAll(endOfOptions(words),
                read(kept).stream().filter(word -> !said.contains(name(word))).toList());
        spec.root().commandLine().parseArgs(words.toArray(String[]::new));
    }

    /** Where in a command more options have their place. */
    static int endOfOptions(List<String> words) {
        int end = words.indexOf(END_OF_OPTIONS);
        return end < 0 ? words.size() : end;
    }

    /** {@code --batch} of {@code --batch=32}; {@code -Pclasses} of {@code -Pclasses=10}. */
    private static String name(String word) {
        return word.substring(0, word.indexOf('=') < 0 ? word.length() : word.indexOf('='));
    }

    private static List<String> read(String kept) {
        try {
            return JSON.readValue(kept, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new NetcException("the checkpoint's options cannot be read; it was written by another program", e);
        }
    }
}
