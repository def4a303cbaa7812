package dev.netc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.report.LayerTable;
import org.junit.jupiter.api.Test;

/** What the README and the documents cite is there, and says what they say it does. */
class ReadmeTest {
    private static final Pattern MODEL = Pattern
            .compile("\\[`[a-z0-9-]+`\\]\\((?<file>models/[^)]+\\.net)\\)( \\| (?<count>[\\d,]+) \\|)?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void javaIsCitedFromAProgramThatATestRuns() throws IOException {
        Path program = ExamplesTest.ROOT.resolve("cli/src/test/resources/embed/WhichDigit.java");
        assertThat(lines(Files.readString(program))).containsSubsequence(lines(block(readme(), "```java\n")));
    }

    @Test
    void theCompilerInAProgramIsCitedFromAnExampleThatRuns() throws IOException {
        assertThat(lines(Files.readString(source("CompileAndRun.java")))).containsSubsequence(
                lines(block(ExamplesTest.ROOT.resolve("docs/embedding.md"),
                        "```java\nprivate static final String XOR = \"\"\"\n")));
    }

    @Test
    void theModelIsCitedFromItsFile() throws IOException {
        List<String> cited = lines(block(readme(), "```\n  columns 2 {")).stream().filter(line -> !line.equals("..."))
                .toList();
        assertThat(lines(Files.readString(ExamplesTest.ROOT.resolve("models/alexnet.net"))))
                .containsSubsequence(cited);
    }

    @Test
    void theLanguageIsShownByTheModelThatIsThere() throws IOException {
        String page = Files.readString(ExamplesTest.ROOT.resolve("docs/language.md"));
        assertThat(page)
                .contains("```\n" + Files.readString(ExamplesTest.ROOT.resolve("models/alexnet.net")) + "```\n");
    }

    @Test
    void theTableNamesEveryModelAndCountsAsTheCompilerDoes() throws IOException {
        Matcher row = MODEL.matcher(Files.readString(readme()));
        List<String> named = new ArrayList<>();
        while (row.find()) {
            named.add(row.group("file"));
            if (row.group("count") != null) {
                SourceText text = new SourceText(row.group("file"),
                        Files.readString(ExamplesTest.ROOT.resolve(row.group("file"))));
                Network network = Frontend.analyse(text, Map.of()).network().orElseThrow();
                assertThat("%,d".formatted(LayerTable.of(network).parameters())).as(row.group("file"))
                        .isEqualTo(row.group("count"));
            }
        }
        try (Stream<Path> models = Files.list(ExamplesTest.ROOT.resolve("models"))) {
            assertThat(named).containsAll(models.map(file -> "models/" + file.getFileName()).toList());
        }
    }

    @Test
    void mistakesLookAsTheExampleShowsThem() throws IOException {
        List<String> cited = lines(block(readme(), "```\n$ ./netc check models/mine.net\n"));
        assertThat(lines(printedBy(() -> ShowProblems.main(new String[0])))).containsSubsequence(cited);
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<Path> targets = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document)).results()
                    .forEach(link -> targets.add(document.resolveSibling(link.group(1)).normalize()));
        }
        assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(target).exists());
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ExamplesTest.ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(readme()), docs.filter(path -> path.toString().endsWith(".md"))).toList();
        }
    }

    /** A block of a document, from behind what it begins with to its end. */
    private static String block(Path document, String beginning) throws IOException {
        String text = Files.readString(document);
        assertThat(text).containsOnlyOnce(beginning);
        int start = text.indexOf(beginning) + beginning.length();
        return text.substring(start, text.indexOf("\n```", start));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String printedBy(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Path readme() {
        return ExamplesTest.ROOT.resolve("README.md");
    }

    private static Path source(String example) {
        return ExamplesTest.ROOT.resolve("examples/src/main/java/dev/netc/examples").resolve(example);
    }
}
