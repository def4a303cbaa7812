package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code softmax}: of a vector's features, or over the channels at each position of an image. */
final class SoftmaxDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("softmax");
    }

    @Override
    public Description description() {
        return Description
                .of("Turns scores into probabilities: of a vector's features, or of the channels at each position"
                        + " of an image.")
                .withRule("y[c] = exp(x[c]) / Σ over j of exp(x[j])")
                .withShape("As the operand. The largest score is subtracted before, so that nothing overflows.")
                .withGradient(
                        "A loss wants the scores themselves: `cross_entropy` has its own softmax, and one before it is"
                                + " a warning.")
                .withExample("""
                        input scores: [1000]
                        output probabilities = softmax(scores) : [1000]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        return Optional.of(new Defined(new Softmax(), input, List.of()));
    }
}
