package dev.netc.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.program.Buffer;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final Buffer.Role A = new Buffer.Feed("a");
    private static final Buffer.Role W = new Buffer.Weight("w", 1);
    private static final Graph GRAPH = GraphParser.parse("""
            graph g {
              feed     %a  : real batch [2] on 0 = a
              feed     %a1 : real batch [2] on 1 = a
              weight   %w  : real [2, 1]    on 0 = w column 1
              momentum %v  : real [2, 1]    on 0 = w column 1

              %twice : real batch [2] on 0 = pointwise {function: twice, body: 2 * $0}(%a)
              %kept  : real batch [2] on 1 = pointwise {function: dropout, body: $0 * keep(0.5, 1)}(%a1)
              %next : real [2, 1] on 0, %next.v : real [2, 1] on 0 = sgd {momentum: 0.5, rate: 1, decay: 0}(%w, %v, %w)

              result both column 1 of 2 = %a1
              result both column 0 of 2 = %twice
              result parts column 0 of 2 = %w
              result parts column 1 of 2 = %next
              result kept = %kept
              assign %w = %next
            }
            """);
    private static final Map<Buffer.Role, double[]> GIVEN = Map.of(A, new double[]{1, 2, 3, 4}, W,
            new double[]{10, 20});

    @Test
    void partsOfWhatHasARowAnExampleAreJoinedInEachRow() {
        assertThat(new Interpreter(GRAPH, 2).run(GIVEN).result("both")).containsExactly(2, 4, 1, 2, 6, 8, 3, 4);
    }

    @Test
    void partsOfAParameterFollowEachOther() {
        assertThat(new Interpreter(GRAPH, 2).withStep(0.1, 0, 1).run(GIVEN).result("parts")).containsExactly(10, 20, 9,
                18);
    }

    @Test
    void theStateIsWhatWasAssignedAndWhatWasNot() {
        Map<Buffer.Role, double[]> state = new Interpreter(GRAPH, 2).withStep(0.1, 0, 1).run(GIVEN).state();
        assertThat(state).containsOnlyKeys(W, new Buffer.Momentum("w", 1));
        assertThat(state.get(W)).containsExactly(9, 18);
        assertThat(state.get(new Buffer.Momentum("w", 1))).containsExactly(0, 0);
    }

    @Test
    void aDrawDependsOnSeedStepAndElementOnly() {
        Map<Buffer.Role, double[]> many = Map.of(A, java.util.stream.DoubleStream.generate(() -> 1).limit(2000)
                .toArray(), W, new double[]{1, 1});
        Interpreter interpreter = new Interpreter(GRAPH, 1000);
        double[] kept = interpreter.withStep(0, 5, 7).run(many).result("kept");
        assertThat(interpreter.withStep(0, 5, 7).run(many).result("kept")).isEqualTo(kept);
        assertThat(interpreter.withStep(0, 6, 7).run(many).result("kept")).isNotEqualTo(kept);
        assertThat(interpreter.withStep(0, 5, 8).run(many).result("kept")).isNotEqualTo(kept);
        assertThat(java.util.Arrays.stream(kept).sum()).isBetween(900.0, 1100.0);
    }

    /** ln(1 + e^-30), about 1e-13, which 1000 + ln(1 + e^-30) would have lost. */
    @Test
    void aSmallLossOfLargeLogitsKeepsItsDigits() {
        Graph loss = GraphParser.parse("""
                graph loss {
                  feed %x     : real batch [2] on 0 = x
                  feed %label : int batch [1]  on 0 = label

                  %log   : real batch [2] on 0 = log_softmax(%x)
                  %pick  : real batch [1] on 0 = pick(%log, %label)
                  %fused : real batch [1] on 0 = cross_entropy(%x, %label)

                  result pick = %pick
                  result fused = %fused
                }
                """);
        Results results = new Interpreter(loss, 1).run(
                Map.of(new Buffer.Feed("x"), new double[]{1000, 970}, new Buffer.Feed("label"), new double[]{0}));
        assertThat(results.result("pick")[0]).isCloseTo(Math.log1p(Math.exp(-30)), within(3e-16));
        assertThat(results.result("fused")[0]).isCloseTo(Math.log1p(Math.exp(-30)), within(3e-16));
    }

    @Test
    void valuesAreFoundByName() {
        Results results = new Interpreter(GRAPH, 2).run(GIVEN);
        assertThat(results.value("twice")).containsExactly(2, 4, 6, 8);
        assertThatThrownBy(() -> results.value("thrice")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("g has no %thrice");
        assertThatThrownBy(() -> results.result("loss")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("g has no result loss");
    }

    @Test
    void whatIsMissingOrDoesNotFitIsNamed() {
        Interpreter interpreter = new Interpreter(GRAPH, 2);
        assertThatThrownBy(() -> interpreter.run(Map.of(A, new double[4])))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Weight[parameter=w, column=1] is not given");
        assertThatThrownBy(() -> interpreter.run(Map.of(A, new double[3], W, new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Feed[name=a] is 4 numbers, real batch [2], not 3");
    }
}
