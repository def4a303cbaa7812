package dev.netc.compiler.define;

import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.problem.Windows;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * The windows of an operator over an image. Nothing is lost silently: pixels of the image that no window reads though one
 * would begin on the image are an error, unless {@code round: down} drops them or {@code round: up} adds that window.
 *
 * @param height of the result
 * @param width of the result
 * @param pad what is padded, with what {@code round: up} adds
 */
record WindowRule(long height, long width, Padding pad) {
    /** Applies the rule, or tells the problem. */
    static Optional<WindowRule> apply(String operator, Shape image, Given.Pair size, String sizeName,
            Arguments arguments, Consumer<Problem> problems) {
        Given.Pair stride = WindowSlots.stride(size, arguments);
        Given.Pad pad = arguments.pad("pad");
        Windows down = new Windows(image.height(), pad.top(), pad.bottom(), size.height(), stride.height());
        Windows across = new Windows(image.width(), pad.left(), pad.right(), size.width(), stride.width());
        if (down.none() || across.none()) {
            problems.accept(
                    new ShapeProblem.WindowTooLarge(arguments.place(sizeName), operator, down, across));
            return Optional.empty();
        }
        Optional<String> round = arguments.word("round");
        if (round.isEmpty() && down.lost() + across.lost() > 0) {
            Place where = arguments.places().containsKey("stride")
                    ? arguments.place("stride")
                    : arguments.place(sizeName);
            problems.accept(new ShapeProblem.LostPixels(where, operator, down, across));
            return Optional.empty();
        }
        boolean up = round.filter("up"::equals).isPresent();
        return Optional.of(of(pad, down, across, up));
    }

    private static WindowRule of(Given.Pad pad, Windows down, Windows across, boolean up) {
        boolean addRow = up && down.anotherBegins();
        boolean addColumn = up && across.anotherBegins();
        return new WindowRule(down.count() + (addRow ? 1 : 0), across.count() + (addColumn ? 1 : 0),
                new Padding(pad.top(), pad.left(), pad.bottom() + (addRow ? down.missing() : 0),
                        pad.right() + (addColumn ? across.missing() : 0)));
    }
}
