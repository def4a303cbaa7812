package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;

/** {@code batchnorm(momentum: 0.9, epsilon: 0.00001)}: Ioffe and Szegedy, 2015. */
final class BatchNormDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("batchnorm",
                Slot.standard("momentum", new Kind.Real(Range.SHARE), new Given.Real(0.9), "0.9"),
                Slot.standard("epsilon", new Kind.Real(Range.POSITIVE), new Given.Real(0.00001), "0.00001"));
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        Shape perChannel = Shape.of(input.channels());
        return Optional.of(new Defined(new BatchNorm(arguments.real("momentum"), arguments.real("epsilon")), input,
                List.of(made("weight", perChannel, 1, true), made("bias", perChannel, 0, true),
                        made("running_mean", perChannel, 0, false), made("running_var", perChannel, 1, false))));
    }

    private static Defined.Made made(String role, Shape shape, double start, boolean trained) {
        return new Defined.Made(role, shape, new Initializer.Constant(start), trained);
    }
}
