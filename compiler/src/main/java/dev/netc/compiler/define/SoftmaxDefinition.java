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
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        return Optional.of(new Defined(new Softmax(), input, List.of()));
    }
}
