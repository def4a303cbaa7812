package dev.netc.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.operator.Copy;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
    private static final String SOURCES = """
            feed %x : real batch [3] on 0 = x
            feed %y : real batch [3] on 1 = y
            weight %w : real [2, 3] on 0 = w column 0
            """;

    private static Graph graph(String rest) {
        return GraphParser.parse("graph g {\n" + SOURCES + rest + "\n}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            %z : real batch [4] on 0 = softmax(%x) | softmax gives [real batch [3]], not [real batch [4]]
            %z : real batch [2] on 0, %v : real batch [2] on 0 = dense {units: 2}(%x, %w) | dense gives [real batch [2]], not [real batch [2], real batch [2]]
            %z : real batch [3] on 0 = dense {units: 3}(%x, %w) | dense [%x, %w]: weight is [2, 3], not [3, 3]
            %z : real batch [3] on 0 = lrn {size: 4, k: 2, alpha: 1, beta: 1}(%x) | lrn [%x]: size 4 is odd
            %z : real batch [3] on 0 = softmax() | softmax []: Index 0 out of bounds for length 0
            %z : real batch [3] on 0 = all(%x, %x) | all gives [real batch [6]], not [real batch [3]]
            %z : real batch [6] on 0 = all(%x, %y) | all on device 0 reads %y on device 1
            assign %w = %x | %w is assigned real batch [3]
            assign %x = %y | %x is assigned from another device
            %z : real batch [3] on 0 = softmax(%x) assign %z = %x | %z is no source
            """)
    void theStageIsBlamedByNameForTheLawItBroke(String rest, String law) {
        assertThatThrownBy(() -> Verifier.verify(graph(rest), "fuse of train", true))
                .isInstanceOf(IllegalStateException.class).hasMessage("after fuse of train: " + law);
    }

    @Test
    void beforePlacementDevicesDoNotMatter() {
        Graph graph = graph("%z : real batch [6] on 0 = all(%x, %y)");
        assertThat(Verifier.verify(graph, "build", false)).isSameAs(graph);
    }

    @Test
    void aCopyMayReadAnotherDevice() {
        Graph graph = graph("%z : real batch [3] on 0 = copy(%y)");
        assertThat(Verifier.verify(graph, "place", true)).isSameAs(graph);
    }

    @Test
    void aValueThatIsDefinedTwiceOrReadTooEarlyIsBlamed() {
        Value x = new Value("x", Type.batch(Shape.of(3)), 0);
        Value y = new Value("y", Type.batch(Shape.of(3)), 0);
        Source source = new Source(x, new Buffer.Feed("x"));
        Node backwards = new Node(new Copy(), List.of(y), List.of(x));
        assertThatThrownBy(() -> Verifier.verify(new Graph("g", List.of(source), List.of(backwards), List.of(),
                List.of()), "fuse", false)).hasMessage("after fuse: copy reads %y before it is defined");
        assertThatThrownBy(() -> Verifier.verify(new Graph("g", List.of(source, source), List.of(), List.of(),
                List.of()), "fuse", false)).hasMessage("after fuse: %x is defined twice");
        assertThatThrownBy(() -> Verifier.verify(new Graph("g", List.of(source), List.of(),
                List.of(new Sink(new Buffer.Result("loss", 0, 1), y)), List.of()), "fuse", false))
                .hasMessage("after fuse: result loss reads %y before it is defined");
    }
}
