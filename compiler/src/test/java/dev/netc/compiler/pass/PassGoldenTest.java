package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.reference.Numbers;
import dev.netc.compiler.text.Tokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule by example: a file holds a comment that says what is to be seen, the passes ({@code pass fuse}), a graph
 * before and the graph after. {@code -Dgolden.update} writes the latter anew, to be reviewed like code.
 */
class PassGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/passes");

    /** The comment and the passes as they stand, and what is read of them. */
    private record Example(String head, List<String> passes, Graph before, String after) {
        static Example read(String text) {
            Tokens tokens = new Tokens(text);
            tokens.expectWord("pass");
            List<String> passes = new java.util.ArrayList<>();
            while (!tokens.peek().isWord("graph")) {
                passes.add(tokens.name("a pass"));
            }
            Graph before = GraphParser.parse(tokens);
            int first = text.indexOf("\ngraph ") + 1;
            int second = text.indexOf("\ngraph ", first) + 1;
            return new Example(text.substring(0, first), passes, before, second == 0 ? "" : text.substring(second));
        }

        Graph result() {
            Graph graph = Verifier.verify(before, "the file", false);
            for (String pass : passes) {
                graph = apply(pass, graph);
            }
            return graph;
        }

        private static Graph apply(String pass, Graph graph) {
            return switch (pass) {
                case "simplify" -> Graphs.simplified(graph);
                case "fuse" -> Graphs.fused(graph);
                case "split" -> Verifier.verify(SplitBatch.apply(graph, 2), "split", false);
                case "place" -> Graphs.placed(graph);
                case "recompute" -> Graphs.recomputed(graph);
                default -> throw new IllegalArgumentException("no pass is called " + pass);
            };
        }

        String text(String result) {
            return head + GraphPrinter.print(before) + "\n" + result;
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void thePassMakesOfTheGraphWhatTheFileSays(Path file) throws IOException {
        Example example = Example.read(Files.readString(file));
        String result = GraphPrinter.print(example.result());
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, example.text(result));
        } else {
            assertThat(result).isEqualTo(example.after());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void bothGraphsComputeTheSame(Path file) throws IOException {
        Example example = Example.read(Files.readString(file));
        Graph before = example.before();
        int parts = example.passes().contains("split") ? 2 : 1;
        Numbers.assertSame(example.result(), parts, before, Numbers.distinct(before, 3, 3, false), 3, 1e-12);
    }
}
