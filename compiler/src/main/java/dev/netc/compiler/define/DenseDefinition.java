package dev.netc.compiler.define;

import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code dense(units, weight: he, bias: constant(0))}. */
final class DenseDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("dense", Slot.required("units", new Kind.Whole(1), "how many numbers the result has"),
                WeightSlots.weight(), WeightSlots.bias());
    }

    @Override
    public Description description() {
        return Description
                .of("Fully connected: every number of the result is a weighted sum of all the numbers that come"
                        + " in.")
                .withRule("y[u] = bias[u] + Σ over i of weight[u, i] · x[i]")
                .withShape(
                        "Any shape becomes `[units]`; `[channels, height, width]` is read as `channels · height · width`"
                                + " features, in that order.")
                .making("weight", "[units, features]", "a row a unit")
                .making("bias", "[units]", "added to every unit")
                .withExample("""
                        input pixels: [1, 28, 28]
                        hidden = pixels -> dense(100) -> relu : [100]
                        output digit = hidden -> dense(10, weight: xavier) : [10]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        int units = arguments.whole("units");
        int features = Math.toIntExact(input.elements());
        return Optional.of(new Defined(new Dense(units, WeightSlots.isBiased(arguments)), Shape.of(units),
                WeightSlots.parameters(arguments, Shape.of(units, features), Shape.of(units), features, units)));
    }
}
