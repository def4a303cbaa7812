package dev.netc.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.graph.text.GraphParser;
import org.junit.jupiter.api.Test;

/** What an operator reads for the last time may lie beneath its result, unless somebody else has to find it. */
class OverwritingTest {
    private static final String LRN_GRADIENT = "lrn_gradient {of: lrn {size: 3, k: 2, alpha: 0.5, beta: 0.75}}";

    /** A gradient that reads {@code operands}, where {@code %dy} is made of what is fed, and what it makes is read with {@code other}. */
    private static Graph graph(String operands, String other, String results) {
        return GraphParser.parse("""
                graph test {
                  feed %%x : real batch [4, 1, 1] on 0 = x

                  %%dy : real batch [4, 1, 1] on 0 = pointwise {function: relu, body: max($0, 0)}(%%x)
                  %%dx : real batch [4, 1, 1] on 0 = %s%s
                  %%y  : real batch [4, 1, 1] on 0 = pointwise {function: sum, body: $0 + $1}(%%dx, %s)

                %s}
                """.formatted(LRN_GRADIENT, operands, other, results));
    }

    private static final String RESULT = "  result y = %y\n";

    @Test
    void whatIsReadLastLiesBeneathTheResult() {
        assertThat(Overwriting.of(graph("(%x, %dy)", "%x", RESULT))).hasSize(1)
                .allSatisfy((result, input) -> assertThat(result.name() + " " + input.name()).isEqualTo("dx dy"));
    }

    @Test
    void notWhatIsReadLater() {
        assertThat(Overwriting.of(graph("(%x, %dy)", "%dy", RESULT))).isEmpty();
    }

    @Test
    void notWhatIsReadAsSomethingElseToo() {
        assertThat(Overwriting.of(graph("(%dy, %dy)", "%x", RESULT))).isEmpty();
    }

    @Test
    void notWhatIsFed() {
        assertThat(Overwriting.of(graph("(%dy, %x)", "%dy", RESULT))).isEmpty();
    }

    @Test
    void notWhatACallerReadsAndNotBeneathIt() {
        assertThat(Overwriting.of(graph("(%x, %dy)", "%x", RESULT + "  result dy = %dy\n"))).isEmpty();
        assertThat(Overwriting.of(graph("(%x, %dy)", "%x", RESULT + "  result dx = %dx\n"))).isEmpty();
    }
}
