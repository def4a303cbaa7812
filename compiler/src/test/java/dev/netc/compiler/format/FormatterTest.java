package dev.netc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout as a person sees it; {@code -Dgolden.update=true} writes the expected files anew. */
class FormatterTest {
    private static final Path FOLDER = Path.of("src/test/resources/format");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");

    static List<String> goldens() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".net")).sorted().toList();
        }
    }

    static List<Path> models() {
        return ModelFiles.all();
    }

    static List<Path> ownModels() {
        return ModelFiles.all().stream().filter(f -> f.startsWith(ModelFiles.root())).toList();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ModelFiles.root().resolve("docs"))) {
            return Stream.concat(Stream.of(ModelFiles.root().resolve("README.md")), files)
                    .filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aFileIsLaidOutAsExpected(String name) throws IOException {
        String laidOut = laidOut(Files.readString(FOLDER.resolve(name)));
        Path golden = FOLDER.resolve(name.replace(".net", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, laidOut);
        }
        assertThat(laidOut).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("ownModels")
    void everyModelOfTheProjectIsLaidOut(Path model) {
        String text = ModelFiles.read(model).text();
        assertThat(laidOut(text)).as("the layout of %s, as `netc fmt` writes it", model.getFileName()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelSaysTheSameBeforeAndAfterAndIsLaidOutOnce(Path model) {
        Layouts.holdTheLaws(ModelFiles.read(model).text());
    }

    /** Whole nets, from the word {@code net} or the comment above it to the last brace. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyNetInThePagesIsLaidOut(Path page) {
        FENCED.matcher(ModelFiles.read(page).text()).results().map(r -> r.group(1)).filter(FormatterTest::isNet)
                .forEach(net -> assertThat(laidOut(net)).isEqualTo(net));
    }

    private static boolean isNet(String block) {
        boolean begins = Pattern.compile("(?m)^net \\w").matcher(block).results().map(MatchResult::start)
                .anyMatch(start -> block.substring(0, start).lines().allMatch(l -> l.startsWith("//") || l.isBlank()));
        return begins && Formatter.format(new SourceText("page.net", block)).text().isPresent();
    }

    @Test
    void aTextWithSyntaxErrorsGivesTheirMessagesAndNoLayout() {
        Formatting broken = Formatter.format(new SourceText("m.net", "net N { a = }"));
        assertThat(broken.text()).isEmpty();
        assertThat(broken.problems()).extracting(Problem::code).containsExactly("syntax");
    }

    @Test
    void whatHasNoMeaningIsLaidOutAllTheSame() {
        assertThat(laidOut("net N{a=nothing->nowhere(1)}")).isEqualTo("net N {\n  a = nothing -> nowhere(1)\n}\n");
    }

    @Test
    void lineEndsOfWindowsAndByteOrderMarksGo() {
        assertThat(laidOut("\uFEFFnet N {\r\n  // c\r\n\r\n\r\n  a = b // d\r\n}\r\n"))
                .isEqualTo("net N {\n  // c\n\n  a = b   // d\n}\n");
    }

    private static String laidOut(String text) {
        return Layouts.laidOut(text);
    }
}
