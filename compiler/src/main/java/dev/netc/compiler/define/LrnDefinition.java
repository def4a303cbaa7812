package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code lrn(size: 5, k: 2, alpha: 0.0001, beta: 0.75)}: Krizhevsky, Sutskever and Hinton, 2012, section 3.3. */
final class LrnDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("lrn",
                Slot.standard("size", new Kind.Whole(1), new Given.Whole(5), "5",
                        "how many neighbouring channels are summed, itself in their middle; odd"),
                ResponseSlots.k(2), ResponseSlots.alpha(), ResponseSlots.beta());
    }

    @Override
    public Description description() {
        return Description
                .of("Local response normalisation: divides a number by how loud the neighbouring channels are at"
                        + " its place.")
                .withRule("""
                        y[c] = x[c] / (k + alpha · Σ over j of x[j]²)^beta
                        j from max(0, c − (size − 1) / 2) to min(channels − 1, c + (size − 1) / 2)
                        """)
                .withSource("Krizhevsky, Sutskever and Hinton, 2012, section 3.3")
                .withShape("As the operand. In columns the window stays within a column's channels.")
                .withExample("""
                        input image: [96, 55, 55]
                        output calm = image -> lrn : [96, 55, 55]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!ResponseSlots.isOdd("lrn", arguments, problems)) {
            return Optional.empty();
        }
        return Optional.of(new Defined(new Lrn(arguments.whole("size"), arguments.real("k"), arguments.real("alpha"),
                arguments.real("beta")), input, List.of()));
    }
}
