package dev.netc.interchange.onnx.reader;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Weight;
import dev.netc.runtime.tensor.Tensor;

/**
 * A constant of the graph.
 *
 * @param name in the graph
 * @param dims its sizes
 * @param values absent where they are told by {@code uniform} alone, or the file gives none
 * @param uniform the number that all are
 */
record Constant(String name, List<Long> dims, Optional<Tensor> values, OptionalDouble uniform) {
    Constant {
        dims = List.copyOf(dims);
    }

    static Constant of(String name, Tensor values) {
        return new Constant(name, values.shape(), Optional.of(values), same(values));
    }

    static Constant uniform(String name, List<Long> dims, double value) {
        return new Constant(name, dims, Optional.empty(), OptionalDouble.of(value));
    }

    /** A weight of which the file has the shape alone. */
    static Constant missing(String name, List<Long> dims) {
        return new Constant(name, dims, Optional.empty(), OptionalDouble.empty());
    }

    /** The same numbers behind other sizes of the same product. */
    Constant reshaped(List<Long> sizes) {
        if (Dims.product(sizes) != Dims.product(dims)) {
            throw new Refusal("`" + name + "` of " + Dims.show(dims) + " does not fill " + Dims.show(sizes));
        }
        return new Constant(name, sizes, values.map(v -> v.reshape(sizes.stream().mapToLong(d -> d).toArray())),
                uniform);
    }

    /**
     * Rows and columns changed; a weight without values only changes its sizes.
     *
     * @param turn what is made of its values
     */
    Constant transposed(UnaryOperator<Tensor> turn) {
        List<Long> turned = List.of(dims.get(1), dims.get(0));
        return new Constant(name, turned, values.map(turn), uniform);
    }

    /** Every number multiplied. */
    Constant scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        known();
        return new Constant(name, dims, values.map(v -> Channelwise.map(v, x -> x * factor)),
                uniform.isPresent() ? OptionalDouble.of((float) (uniform.getAsDouble() * factor)) : uniform);
    }

    /** The one number that all are: looked for once a tensor, which many nodes may read. */
    private static OptionalDouble same(Tensor values) {
        if (values.elements() == 0) {
            return OptionalDouble.empty();
        }
        double first = values.doubleAt(0);
        for (int i = 1; i < values.elements(); i++) {
            if (values.doubleAt(i) != first) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(first);
    }

    /** Whole numbers, for sizes and axes. */
    List<Long> wholes() {
        known();
        if (Dims.product(dims) > Known.Sizes.MOST) {
            throw new Refusal("`" + name + "` has " + Dims.product(dims) + " sizes");
        }
        if (uniform.isPresent()) {
            return Collections.nCopies(Math.toIntExact(Dims.product(dims)), whole(uniform.getAsDouble()));
        }
        Tensor tensor = values.orElseThrow();
        return IntStream.range(0, tensor.elements()).mapToObj(i -> whole(tensor.doubleAt(i))).toList();
    }

    private long whole(double number) {
        if (number != Math.rint(number)) {
            throw new Refusal("`" + name + "` holds " + number + " where a whole number is wanted");
        }
        return (long) number;
    }

    /** @throws Refusal where the file does not give its values */
    void known() {
        if (values.isEmpty() && uniform.isEmpty()) {
            throw new Refusal(
                    "`" + name + "` is an input of the graph, and the language wants its values in the model");
        }
    }

    /** The parameter that it becomes. */
    Weight weight(String role) {
        if (uniform.isPresent()) {
            return Weight.uniform(role, name, uniform.getAsDouble());
        }
        return values.map(v -> Weight.of(role, name, v)).orElseGet(() -> Weight.missing(role, name));
    }
}
