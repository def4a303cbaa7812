package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code flatten}: the elements of {@code [channels, height, width]}, in that order, as one vector. */
final class FlattenDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("flatten");
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        Shape vector = Shape.of(Math.toIntExact(input.elements()));
        return Optional.of(new Defined(new Reshape(vector), vector, List.of()));
    }
}
