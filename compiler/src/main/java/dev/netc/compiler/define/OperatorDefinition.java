package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** An operator as the language knows it. */
public interface OperatorDefinition {
    /** How it is called, the tensor left out. */
    Signature signature();

    /** What is told of it; its example has shapes behind every binding and output. */
    Description description();

    /**
     * Applies it.
     *
     * @param input shape of the tensor for one example
     * @param arguments of the signature's kinds
     * @param problems takes what does not fit
     * @return absent where a problem was told
     */
    Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems);

    /** The same for what works on several tensors; one that works on one is given one. */
    default Optional<Defined> applyToAll(List<Shape> inputs, Arguments arguments, Consumer<Problem> problems) {
        return apply(inputs.get(0), arguments, problems);
    }
}
