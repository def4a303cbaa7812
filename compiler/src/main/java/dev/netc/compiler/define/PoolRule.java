package dev.netc.compiler.define;

import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Window;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.problem.Windows;
import dev.netc.compiler.shape.Shape;

/**
 * What {@code maxpool} and {@code avgpool} share: windows over every channel of
 * an image, none of them wholly on padding.
 *
 * @param shape of the result
 */
record PoolRule(Window window, Shape shape) {

    /** Applies the rule, or tells the problem. */
    static Optional<PoolRule> apply(String operator, Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!Needs.image(operator, input, arguments, problems)) {
            return Optional.empty();
        }
        Given.Pair size = arguments.pair("size");
        Given.Pair stride = WindowSlots.stride(size, arguments);
        return WindowRule.apply(operator, input, size, "size", arguments, problems)
                .filter(windows -> isOnImage(operator, input, size, stride, arguments, problems))
                .flatMap(windows -> Extent
                        .shape(arguments.call(), problems, input.channels(), windows.height(), windows.width())
                        .map(shape -> new PoolRule(new Window(size.height(), size.width(), stride.height(),
                                stride.width(), windows.pad()), shape)));
    }

    /** The largest of nothing would be minus infinity, its mean 0 / 0. */
    private static boolean isOnImage(String operator, Shape input, Given.Pair size, Given.Pair stride,
            Arguments arguments, Consumer<Problem> problems) {
        Given.Pad pad = arguments.pad("pad");
        Windows down = new Windows(input.height(), pad.top(), pad.bottom(), size.height(), stride.height());
        Windows across = new Windows(input.width(), pad.left(), pad.right(), size.width(), stride.width());
        boolean onPadding = down.onPadding() || across.onPadding();
        if (onPadding) {
            problems.accept(new ShapeProblem.WindowOnPadding(arguments.place("pad"), operator));
        }
        return !onPadding;
    }
}
