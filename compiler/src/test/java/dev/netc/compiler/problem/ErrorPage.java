package dev.netc.compiler.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.netc.compiler.ModelFiles;

/**
 * A page of docs/errors: a title, prose, a wrong net with what netc says of it, and a right one. A net may be followed by the
 * command that checks it, which gives the file's name and values for parameters.
 *
 * @param kind {@code shape/lost-pixels}, which is also the page's path
 */
record ErrorPage(String kind, String text) {
    static final Path FOLDER = ModelFiles.root().resolve("docs/errors");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\$ netc check (\\S+)((?: -P \\w+=\\S+)*)\\n");
    private static final Pattern VALUE = Pattern.compile("-P (\\w+)=(\\S+)");

    /** A net of a page, and the values that it is checked with. */
    record Example(SourceText source, Map<String, Double> parameters) {}

    static List<ErrorPage> all() {
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            return files.filter(f -> f.toString().endsWith(".md") && !f.getParent().equals(FOLDER)).sorted()
                    .map(ErrorPage::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErrorPage read(Path file) {
        try {
            String path = FOLDER.relativize(file).toString().replace('\\', '/');
            return new ErrorPage(path.replace(".md", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String family() {
        return kind.substring(0, kind.indexOf('/'));
    }

    String title() {
        return text.lines().findFirst().orElseThrow().replaceFirst("^# ", "");
    }

    Example wrong() {
        return example("wrong", section("Wrong"));
    }

    Example right() {
        return example("right", section("Right"));
    }

    /** What the page says that netc prints. */
    String printed() {
        return console().replaceFirst(COMMAND.pattern(), "");
    }

    /** The page with another message. */
    ErrorPage withPrinted(String message) {
        Matcher command = COMMAND.matcher(console());
        String first = command.find() ? command.group() : "$ netc check wrong.net\n";
        return new ErrorPage(kind, text.replace("```console\n" + console(), "```console\n" + first + message));
    }

    void write() throws IOException {
        Files.writeString(FOLDER.resolve(kind + ".md"), text);
    }

    @Override
    public String toString() {
        return kind;
    }

    private String console() {
        return blocks(section("Wrong")).stream().filter(b -> b.group(1).equals("console")).findFirst().orElseThrow()
                .group(2);
    }

    private String section(String heading) {
        int start = text.indexOf("## " + heading + "\n");
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static Example example(String name, String section) {
        String net = blocks(section).stream().filter(b -> b.group(1).isEmpty()).findFirst().orElseThrow().group(2);
        Matcher command = COMMAND.matcher(section);
        Map<String, Double> parameters = new HashMap<>();
        if (command.find()) {
            VALUE.matcher(command.group(2)).results()
                    .forEach(v -> parameters.put(v.group(1), Double.valueOf(v.group(2))));
        }
        return new Example(new SourceText(name + ".net", net), parameters);
    }

    private static List<MatchResult> blocks(String section) {
        return BLOCK.matcher(section).results().toList();
    }
}
