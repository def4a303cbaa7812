package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.problem.Windows;
import dev.netc.compiler.shape.Shape;

/** {@code maxpool(size, stride: size, pad: 0, round:)}. */
final class MaxPoolDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("maxpool", WindowSlots.size(), WindowSlots.strideOfSize(), WindowSlots.pad(),
                WindowSlots.round());
    }

    @Override
    public Description description() {
        return Description.of("The largest number in each window, channel by channel.")
                .withRule("y[c, i, j] = max over u, v of x[c, i · stride + u − top, j · stride + v − left]")
                .withShape(
                        WindowSlots.shape("channels", "size") + " What is padded is −∞, and a window that would lie on"
                                + " padding alone is an error.")
                .withGradient("The first maximum of a window in row order gets all of it.")
                .withExample("""
                        input image: [96, 55, 55]
                        output smaller = image -> maxpool(3, stride: 2) : [96, 27, 27]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        Given.Pair size = arguments.pair("size");
        if (!Needs.image("maxpool", input, arguments, problems)) {
            return Optional.empty();
        }
        return WindowRule.apply("maxpool", input, size, "size", arguments, problems)
                .filter(windows -> isOnImage(input, size, arguments, problems))
                .flatMap(windows -> Extent
                        .shape(arguments.call(), problems, input.channels(), windows.height(), windows.width())
                        .map(shape -> new Defined(operator(size, arguments, windows), shape, List.of())));
    }

    private static MaxPool operator(Given.Pair size, Arguments arguments, WindowRule windows) {
        Given.Pair stride = stride(size, arguments);
        return new MaxPool(size.height(), size.width(), stride.height(), stride.width(), windows.pad());
    }

    private static Given.Pair stride(Given.Pair size, Arguments arguments) {
        return arguments.has("stride") ? arguments.pair("stride") : size;
    }

    /** The largest of nothing would be minus infinity. */
    private static boolean isOnImage(Shape input, Given.Pair size, Arguments arguments, Consumer<Problem> problems) {
        Given.Pair stride = stride(size, arguments);
        Given.Pad pad = arguments.pad("pad");
        Windows down = new Windows(input.height(), pad.top(), pad.bottom(), size.height(), stride.height());
        Windows across = new Windows(input.width(), pad.left(), pad.right(), size.width(), stride.width());
        boolean onPadding = down.onPadding() || across.onPadding();
        if (onPadding) {
            problems.accept(new ShapeProblem.WindowOnPadding(arguments.place("pad"), "maxpool"));
        }
        return !onPadding;
    }
}
