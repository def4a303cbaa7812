package dev.netc.compiler.define;

import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Local;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code local(filters, kernel, stride: 1, pad: 0, weight: he, bias: constant(0), round:)}. */
final class LocalDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("local",
                Slot.required("filters", new Kind.Whole(1), "how many channels the result has"), WindowSlots.kernel(),
                WindowSlots.stride(), WindowSlots.pad(), WeightSlots.weight(), WeightSlots.bias(),
                WindowSlots.round());
    }

    @Override
    public Description description() {
        return Description
                .of("As `conv`, but the filters are not the same everywhere: every pixel of the result has weights and"
                        + " biases of its own, which suits images whose parts stand in their places.")
                .withRule(
                        "y[f, i, j] = bias[f, i, j] + Σ over c, u, v of weight[f, i, j, c, u, v] · x[c, i · stride + u − top, j · stride + v − left]")
                .withSource("Krizhevsky's cuda-convnet, 2012, the locally connected layers of its CIFAR-10 nets")
                .withShape(WindowSlots.shape("filters", "kernel") + " What is padded is 0.")
                .making("weight", "[filters, h, w, channels, kernel height, kernel width]",
                        "the filters of every pixel")
                .making("bias", "[filters, h, w]", "added to the pixel")
                .withExample("""
                        input image: [64, 6, 6]
                        output parts = image -> local(32, 3, pad: 1, weight: normal(0.04)) -> relu : [32, 6, 6]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!Needs.image("local", input, arguments, problems)) {
            return Optional.empty();
        }
        Given.Pair kernel = arguments.pair("kernel");
        int filters = arguments.whole("filters");
        return WindowRule.apply("local", input, kernel, "kernel", arguments, problems)
                .flatMap(windows -> Extent
                        .shape(arguments.call(), problems, filters, windows.height(), windows.width(),
                                input.channels(), kernel.height(), kernel.width())
                        .map(weight -> defined(input, arguments, windows, weight)));
    }

    private static Defined defined(Shape input, Arguments arguments, WindowRule windows, Shape weight) {
        int filters = arguments.whole("filters");
        Given.Pair kernel = arguments.pair("kernel");
        Given.Pair stride = arguments.pair("stride");
        Local local = new Local(filters, kernel.height(), kernel.width(), stride.height(), stride.width(),
                windows.pad(), WeightSlots.isBiased(arguments));
        Shape shape = local.output(input);
        long window = (long) kernel.height() * kernel.width();
        return new Defined(local, shape,
                WeightSlots.parameters(arguments, weight, shape, input.channels() * window, filters * window));
    }
}
