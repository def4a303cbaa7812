package dev.netc.cli;

import java.util.List;

import dev.netc.cli.output.Failure;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed wrongly, in words. */
final class UsageWords {
    private UsageWords() {}

    static Failure of(ParameterException thrown) {
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        return Failure.usage(words(thrown) + "; " + command + " --help says more");
    }

    private static String words(ParameterException thrown) {
        return thrown instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : plain(thrown);
    }

    private static String unmatched(UnmatchedArgumentException thrown) {
        String word = thrown.getUnmatched().getFirst();
        boolean command = thrown.getCommandLine().getParent() == null && !word.startsWith("-");
        List<String> suggestions = thrown.getSuggestions().stream().limit(3).toList();
        String what = command
                ? "there is no command `"
                : word.startsWith("-") ? "there is no option `" : "too many arguments, from `";
        return what + word + "`"
                + (suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?");
    }

    /** picocli's own words, in the way of the other messages: a small letter first, nothing at the end. */
    private static String plain(ParameterException thrown) {
        String message = String.valueOf(thrown.getMessage()).strip();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
