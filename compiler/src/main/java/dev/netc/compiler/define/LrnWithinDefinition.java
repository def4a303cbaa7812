package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code lrn_within(size: 3, k: 1, alpha: 0.0001, beta: 0.75)}. */
final class LrnWithinDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("lrn_within",
                Slot.standard("size", new Kind.Whole(1), new Given.Whole(3), "3",
                        "height and width of the window in pixels, the number itself in its middle; odd"),
                ResponseSlots.k(1), ResponseSlots.alpha(), ResponseSlots.beta());
    }

    @Override
    public Description description() {
        return Description
                .of("Local response normalisation within a channel: divides a number by how loud its neighbours in the"
                        + " image are.")
                .withRule("""
                        y[c, i, j] = x[c, i, j] / (k + alpha · Σ over u, v of x[c, i + u, j + v]²)^beta
                        u and v from −(size − 1) / 2 to (size − 1) / 2, zeros outside the image
                        """)
                .withSource("Krizhevsky's cuda-convnet, 2012")
                .withShape("As the operand, an image.")
                .withExample("""
                        input image: [32, 16, 16]
                        output calm = image -> lrn_within(3, alpha: 0.00005 / 9) : [32, 16, 16]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!Needs.image("lrn_within", input, arguments, problems)
                || !ResponseSlots.isOdd("lrn_within", arguments, problems)) {
            return Optional.empty();
        }
        return Optional.of(new Defined(new LrnWithin(size(input, arguments), arguments.real("k"),
                arguments.real("alpha"), arguments.real("beta")), input, List.of()));
    }

    /** A window that covers the image from every element on reads nothing more when it grows. */
    private static int size(Shape input, Arguments arguments) {
        return Math.min(arguments.whole("size"), 2 * Math.max(input.height(), input.width()) - 1);
    }
}
