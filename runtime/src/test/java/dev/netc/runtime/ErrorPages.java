package dev.netc.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of docs/errors that are about the runtime's messages. */
public final class ErrorPages {
    private static final Pattern PRINTED = Pattern.compile("```console\n(\\$ [^\n]*\n)(.*?)```", Pattern.DOTALL);

    private ErrorPages() {}

    /**
     * What a page says is printed; with {@code -Dgolden.update=true} the page is given {@code message} first.
     *
     * @param kind {@code memory/no-room}
     */
    public static String printed(String kind, String message) throws IOException {
        Path file = Path.of("").toAbsolutePath().getParent().resolve("docs/errors/" + kind + ".md");
        String page = Files.readString(file);
        if (Boolean.getBoolean("golden.update")) {
            Matcher block = PRINTED.matcher(page);
            page = block.replaceFirst(Matcher.quoteReplacement("```console\n" + command(page) + message + "```"));
            Files.writeString(file, page);
        }
        Matcher block = PRINTED.matcher(page);
        return block.find() ? block.group(2) : "";
    }

    private static String command(String page) {
        Matcher block = PRINTED.matcher(page);
        return block.find() ? block.group(1) : "";
    }
}
