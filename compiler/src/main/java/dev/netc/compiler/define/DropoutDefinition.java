package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code dropout(p, scale: train)}. */
final class DropoutDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("dropout",
                Slot.required("p", new Kind.Real(Range.BELOW_ONE), "the probability to be dropped"),
                Slot.standard("scale", new Kind.Word(List.of("train", "test")), new Given.Word("train"), "train",
                        "when sizes are made up for: `train` multiplies what is kept by 1 / (1 − p) in training, `test`"
                                + " multiplies by 1 − p outside it, as the paper does"));
    }

    @Override
    public Description description() {
        return Description.of("In training sets each number to 0 with probability `p`, drawn anew for every example and"
                + " step.")
                .withRule("""
                        training:  y = x · keep / (1 − p)   with scale: train,   x · keep      with scale: test
                        test:      y = x                    with scale: train,   x · (1 − p)   with scale: test
                        """)
                .withSource("Hinton and others, 2012; Srivastava and others, 2014")
                .withShape("As the operand.")
                .withGradient("What was dropped gets none. The same numbers are dropped forwards and backwards, on any"
                        + " number of devices: they are drawn from seed, step, example and element alone.")
                .withExample("""
                        input features: [4096]
                        output robust = features -> dropout(0.5, scale: test) : [4096]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        boolean inTraining = arguments.word("scale").filter("train"::equals).isPresent();
        return Optional.of(new Defined(new Dropout(arguments.real("p"), inTraining), input, List.of()));
    }
}
