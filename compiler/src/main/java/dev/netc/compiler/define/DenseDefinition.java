package dev.netc.compiler.define;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code dense(units, weight: he, bias: constant(0))}. */
final class DenseDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("dense", Slot.required("units", new Kind.Whole(1)),
                Slot.standard("weight", new Kind.Start(false), ConvDefinition.HE, "he"),
                Slot.standard("bias", new Kind.Start(true), ConvDefinition.ZEROS, "constant(0)"));
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        int units = arguments.whole("units");
        int features = Math.toIntExact(input.elements());
        InitialValues bias = arguments.start("bias");
        boolean biased = !(bias instanceof InitialValues.None);
        List<Defined.Made> parameters = new ArrayList<>();
        parameters.add(new Defined.Made("weight", Shape.of(units, features),
                arguments.start("weight").resolve(features, units)));
        if (biased) {
            parameters.add(new Defined.Made("bias", Shape.of(units), bias.resolve(features, units)));
        }
        return Optional.of(new Defined(new Dense(units, biased), Shape.of(units), parameters));
    }
}
