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
    public Description description() {
        return Description.of("The elements of an image as one vector, channel by channel and row by row.")
                .withRule("y[(c · height + row) · width + column] = x[c, row, column]")
                .withShape("`[channels, height, width]` gives `[channels · height · width]`; a vector stays as it is.")
                .withExample("""
                        input image: [3, 4, 5]
                        input extra: [7]
                        output all_of_it = concat(image -> flatten, extra) : [67]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        Shape vector = Shape.of(Math.toIntExact(input.elements()));
        return Optional.of(new Defined(new Reshape(vector), vector, List.of()));
    }
}
