package dev.netc.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.program.Buffer;
import dev.netc.program.Element;

/** Numbers to feed, and how far numbers are apart. */
public final class Numbers {
    private Numbers() {}

    /**
     * Numbers for every source: real ones between -1 and 1 (or 0.2 and 2.2), no two of them alike and none zero, in an order
     * without order; labels.
     */
    public static Map<Buffer.Role, double[]> distinct(Graph graph, int batch, int classes, boolean positive) {
        Random random = new Random(7);
        Map<Buffer.Role, Type> types = new HashMap<>();
        graph.sources().forEach(s -> types.put(s.role(), s.value().type()));
        Interpreter interpreter = new Interpreter(graph, batch);
        int count = types.values().stream().mapToInt(interpreter::length).sum();
        List<Integer> ranks = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(ranks, random);
        Map<Buffer.Role, double[]> numbers = new HashMap<>();
        for (Source source : graph.sources()) {
            Type type = types.get(source.role());
            numbers.computeIfAbsent(source.role(), role -> {
                double[] values = new double[interpreter.length(type)];
                Arrays.setAll(values, i -> type.element() == Element.INT
                        ? random.nextInt(classes)
                        : number(ranks.removeLast(), count, positive));
                return values;
            });
        }
        return numbers;
    }

    /** A quarter off a whole, so that the middle one is not zero. */
    private static double number(int rank, int count, boolean positive) {
        double inUnit = (rank + 0.25) / count;
        return positive ? 0.2 + 2 * inUnit : 2 * inUnit - 1;
    }

    /**
     * Norm of the difference over norm of what is expected; 0 where nothing differs, zeros of either sign included.
     *
     * @throws AssertionError where a number is not finite: nothing can be told of what comes after it
     */
    public static double distance(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        assertThat(DoubleStream.concat(Arrays.stream(found), Arrays.stream(expected)).allMatch(Double::isFinite))
                .as("finite: %s, expected %s", found, expected).isTrue();
        double[] difference = new double[found.length];
        Arrays.setAll(difference, i -> found[i] - expected[i]);
        double distance = norm(difference);
        return distance == 0 ? 0 : distance / norm(expected);
    }

    /** The Euclidean norm. */
    public static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }

    /** That two graphs give the same results and leave the same state, within a relative error. */
    public static void assertSame(Graph found, Graph expected, Map<Buffer.Role, double[]> numbers, int batch,
            double tolerance) {
        assertSame(found, 1, expected, numbers, batch, tolerance);
    }

    /** The same of a graph whose batch is split in so many parts. */
    public static void assertSame(Graph found, int parts, Graph expected, Map<Buffer.Role, double[]> numbers, int batch,
            double tolerance) {
        Results one = new Interpreter(found, batch).withStep(0.01, 3, 11).withParts(parts).run(numbers);
        Results other = new Interpreter(expected, batch).withStep(0.01, 3, 11).run(numbers);
        assertThat(one.results().keySet()).isEqualTo(other.results().keySet());
        assertThat(one.state().keySet()).isEqualTo(other.state().keySet());
        one.results().forEach((name, values) -> assertThat(distance(values, other.result(name))).as(name)
                .isLessThanOrEqualTo(tolerance));
        one.state().forEach((role, values) -> assertThat(distance(values, other.state().get(role))).as("%s", role)
                .isLessThanOrEqualTo(tolerance));
    }
}
