package dev.netc.compiler.graph;

import java.util.List;
import java.util.OptionalInt;

/**
 * What an operation computes, with its arguments as values: a record, whose components are its text form. Open: an
 * operator is one file and one line of {@code Operators}.
 */
public interface Operator {
    /** The operator's name in the language and in graphs. */
    String name();

    /**
     * The types of its results.
     *
     * @throws IllegalArgumentException where it cannot be applied to these
     */
    List<Type> infer(List<Type> inputs);

    /**
     * The gradients of the inputs, as more graph: hands each to {@link Gradients#give}. An input that is given none has
     * none.
     */
    default void differentiate(Gradients gradients) {
        throw new IllegalStateException(name() + " has no gradient");
    }

    /** Multiply-adds that enter its sums of products, for one example; 0 for what has none to speak of. */
    default long multiplyAdds(List<Type> inputs) {
        return 0;
    }

    /**
     * The number of an input in whose memory a node's only result may lie: every kernel reads each element of it before it writes that element
     * of the result, and not again.
     */
    default OptionalInt overwrites() {
        return OptionalInt.empty();
    }

    /** Computes it in plain loops, in double: what tests hold every kernel against. */
    void reference(Reference reference);
}
