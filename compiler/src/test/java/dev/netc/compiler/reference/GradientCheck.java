package dev.netc.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.pass.Differentiate;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import dev.netc.program.Element;

/**
 * Holds the gradients that {@link Differentiate} makes against central finite differences of the loss, every source's
 * gradient by itself, in double.
 *
 * <p>
 * The loss is a sum of the results with random weights, so that every element's gradient comes in different. Numbers that go in
 * are {@link Numbers#distinct distinct}: no tie, no kink is crossed.
 */
public final class GradientCheck {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;

    private final GraphEditor editor = new GraphEditor("check");
    private final int batch;
    private boolean positive;

    public GradientCheck(int batch) {
        this.batch = batch;
    }

    /** All numbers that go in are positive, for functions that are defined there alone. */
    public GradientCheck positive() {
        positive = true;
        return this;
    }

    /** A tensor an example. */
    public Value image(int... shape) {
        return editor.source("x", Type.batch(Shape.of(shape)), 0, new Buffer.Feed(editor.fresh("feed")));
    }

    /** A parameter. */
    public Value weight(int... shape) {
        return editor.source("w", Type.fixed(Shape.of(shape)), 0, new Buffer.Weight(editor.fresh("weight"), 0));
    }

    public Value apply(Operator operator, Value... inputs) {
        return editor.emit(operator.name(), operator, 0, List.of(inputs)).results().get(0);
    }

    /** The gradients by all that goes in, of a weighted sum of {@code result}. */
    public void holdsFor(Value result) {
        Value weights = weight(1, Math.toIntExact(result.type().shape().elements()));
        lossOf(apply(new Dense(1, false), result, weights), 1);
    }

    /** The gradients by all that goes in, of the mean of what {@link Pick} takes of {@code logarithms}. */
    public void lossOf(Value logarithms, int classes) {
        Value label = editor.source("label", new Type(Element.INT, true, Shape.of(1)), 0, new Buffer.Feed("label"));
        editor.add(new Sink(new Buffer.Result("loss", 0, 1), apply(new Pick(), logarithms, label)));
        Graph graph = Verifier.verify(editor.graph(), "the test", false);
        holds(graph, batch, Numbers.distinct(graph, batch, classes, positive));
    }

    /** The gradients by every real source of a graph whose loss is its {@link Pick}, at these numbers. */
    public static void holds(Graph graph, int batch, Map<Buffer.Role, double[]> numbers) {
        List<Source> sources = graph.sources().stream().filter(s -> s.value().type().element() == Element.REAL)
                .toList();
        Differentiate.Result backward = Differentiate.apply(graph, sources.stream().map(Source::value).toList());
        Results results = new Interpreter(Verifier.verify(backward.graph(), "differentiate", false), batch)
                .run(numbers);
        for (Source source : sources) {
            double[] found = results.value(backward.gradients().get(source.value()));
            double[] expected = differences(new Interpreter(graph, batch), numbers, source.role());
            assertThat(Numbers.norm(expected)).as("%s matters", source.value()).isPositive();
            assertThat(Numbers.distance(found, expected)).as("relative error of the gradient by %s", source.value())
                    .isLessThan(TOLERANCE);
        }
    }

    private static double[] differences(Interpreter forward, Map<Buffer.Role, double[]> numbers, Buffer.Role role) {
        double[] at = numbers.get(role).clone();
        Map<Buffer.Role, double[]> moved = new HashMap<>(numbers);
        moved.put(role, at);
        double[] differences = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double here = at[i];
            at[i] = here + STEP;
            double above = loss(forward.run(moved));
            at[i] = here - STEP;
            double below = loss(forward.run(moved));
            at[i] = here;
            differences[i] = (above - below) / (2 * STEP);
        }
        return differences;
    }

    private static double loss(Results results) {
        return java.util.Arrays.stream(results.result("loss")).average().orElseThrow();
    }
}
