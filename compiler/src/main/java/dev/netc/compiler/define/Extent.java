package dev.netc.compiler.define;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** Makes shapes of dimensions that may be too large for one. */
public final class Extent {
    /** Elements of a tensor of one example stay below this. */
    private static final long LIMIT = 1L << 31;

    private Extent() {}

    /** The shape, or a problem told where its elements are too many; the dimensions are at least 1. */
    public static Optional<Shape> shape(Place where, Consumer<Problem> problems, long... dimensions) {
        long elements = 1;
        for (long dimension : dimensions) {
            if (dimension >= LIMIT / elements + 1 || elements * dimension >= LIMIT) {
                problems.accept(new LimitProblem.TooManyElements(where, Arrays.toString(dimensions)));
                return Optional.empty();
            }
            elements *= dimension;
        }
        return Optional.of(Shape.of(Arrays.stream(dimensions).mapToInt(Math::toIntExact).toArray()));
    }
}
