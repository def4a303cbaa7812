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
                Slot.standard("momentum", new Kind.Real(Range.SHARE), new Given.Real(0.9), "0.9",
                        "share of the running mean and variance that a step of training keeps"),
                Slot.standard("epsilon", new Kind.Real(Range.POSITIVE), new Given.Real(0.00001), "0.00001",
                        "what the variance is added to, so that nothing is divided by 0"));
    }

    @Override
    public Description description() {
        return Description
                .of("Batch normalisation: takes each channel (each feature of a vector) to mean 0 and variance 1, then"
                        + " scales and shifts it by learned numbers.")
                .withRule("""
                        y = weight · (x − mean) / sqrt(variance + epsilon) + bias
                        in training by the batch's mean and biased variance over all examples and positions
                        at test time by the running ones: running ← momentum · running + (1 − momentum) · batch,
                        the batch's variance unbiased
                        """)
                .withSource("Ioffe and Szegedy, 2015, algorithms 1 and 2")
                .withShape("As the operand. In columns every column normalises its own channels.")
                .making("weight", "[channels]", "the scale, from 1")
                .making("bias", "[channels]", "the shift, from 0")
                .making("running_mean", "[channels]", "gathered in training; not counted, moved by no optimizer")
                .making("running_var", "[channels]", "as the running mean, from 1")
                .withGradient("In training it passes through the batch's mean and variance too.")
                .withExample("""
                        input image: [3, 32, 32]
                        norm = image -> conv(16, 3, pad: 1, bias: none) -> batchnorm -> relu
                        output scores = norm -> dense(10)
                        """);
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
