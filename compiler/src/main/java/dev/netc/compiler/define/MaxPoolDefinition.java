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
        return Signature.of("maxpool", Slot.required("size", new Kind.Pair(1)),
                new Slot("stride", new Kind.Pair(1), Optional.empty(), true, "size"),
                Slot.standard("pad", new Kind.Pad(), ConvDefinition.NO_PAD, "0"),
                Slot.absent("round", WindowRule.ROUND));
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
