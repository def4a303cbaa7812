package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code lrn(size: 5, k: 2, alpha: 0.0001, beta: 0.75)}: Krizhevsky, Sutskever and Hinton, 2012, section 3.3. */
final class LrnDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("lrn", Slot.standard("size", new Kind.Whole(1), new Given.Whole(5), "5"),
                Slot.standard("k", new Kind.Real(Range.POSITIVE), new Given.Real(2), "2"),
                Slot.standard("alpha", new Kind.Real(Range.NOT_NEGATIVE), new Given.Real(0.0001), "0.0001"),
                Slot.standard("beta", new Kind.Real(Range.ANY), new Given.Real(0.75), "0.75"));
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        int size = arguments.whole("size");
        if (size % 2 == 0) {
            problems.accept(new ArgumentProblem.OutOfRange(arguments.place("size"), "`size` of `lrn`",
                    "odd, for a window has a middle", String.valueOf(size)));
            return Optional.empty();
        }
        return Optional.of(new Defined(
                new Lrn(size, arguments.real("k"), arguments.real("alpha"), arguments.real("beta")), input,
                List.of()));
    }
}
