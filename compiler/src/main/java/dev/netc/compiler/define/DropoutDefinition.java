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
        return Signature.of("dropout", Slot.required("p", new Kind.Real(Range.BELOW_ONE)),
                Slot.standard("scale", new Kind.Word(List.of("train", "test")), new Given.Word("train"), "train"));
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        boolean inTraining = arguments.word("scale").filter("train"::equals).isPresent();
        return Optional.of(new Defined(new Dropout(arguments.real("p"), inTraining), input, List.of()));
    }
}
