package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words for problems with shapes. */
final class ShapeWords {
    private ShapeWords() {}

    static Words of(ShapeProblem problem) {
        return switch (problem) {
            case ShapeProblem.LostPixels p -> lost(p);
            case ShapeProblem.WindowTooLarge p -> tooLarge(p);
            case ShapeProblem.WindowOnPadding p -> say("a window of `" + p.operator() + "` would lie wholly on padding",
                    "its result would be of nothing", "make the padding smaller than the window");
            case ShapeProblem.NotAsDeclared p -> say("`" + p.name() + "` does not have the shape it is declared with",
                    "declared " + p.declared() + ", computed " + p.computed(),
                    "write `: " + p.computed() + "` if that is what is meant");
            case ShapeProblem.NeedsImage p -> say("`" + p.operator() + "` needs an image",
                    "expected [channels, height, width], found " + p.found());
            case ShapeProblem.Differ p -> say("`" + p.function() + "` of two shapes",
                    p.first() + " and " + p.second() + " are not the same");
            case ShapeProblem.DoNotJoin p -> say("`concat` of shapes that differ in more than channels",
                    p.shapes().stream().map(Object::toString).collect(Collectors.joining(" and ")),
                    p.shapes().stream().allMatch(dev.netc.compiler.shape.Shape::isImage)
                            ? "heights and widths must be the same: channels are what is joined"
                            : "an image and a vector do not join: `flatten` makes a vector of an image");
            case ShapeProblem.GroupsDoNotDivide p -> say(
                    p.groups() + " groups do not divide " + p.count() + " " + p.what(),
                    p.count() + " / " + p.groups() + " = " + p.count() / p.groups() + ", rest "
                            + p.count() % p.groups());
            case ShapeProblem.NoTensorShape p -> say(
                    "a shape has one dimension or three", "this has " + p.dimensions(),
                    "`[channels, height, width]` is an image, `[features]` a vector; the batch is in no shape");
        };
    }

    private static Words lost(ShapeProblem.LostPixels p) {
        Windows height = p.height();
        Windows width = p.width();
        Windows worse = height.lost() > 0 ? height : width;
        String lost = describe(height.lost(), width.lost());
        String label = span(worse) + " = " + (worse.padded() - worse.size()) + " is not a multiple of "
                + worse.stride() + ": " + unread(height, width);
        String down = "`round: down` gives " + height.count() + " x " + width.count() + " and drops "
                + dropped(height.lost(), width.lost());
        String larger = (height.count() + (height.lost() > 0 ? 1 : 0)) + " x "
                + (width.count() + (width.lost() > 0 ? 1 : 0));
        return say(lost + " of the image would be lost", label,
                "`" + pad(height, width) + "` gives " + larger + trap(p) + "; " + down,
                "`round: up` gives " + up(height) + " x " + up(width)
                        + ", its last windows clipped to the image, as Caffe does");
    }

    private static long up(Windows windows) {
        return windows.count() + (windows.anotherBegins() ? 1 : 0);
    }

    /** The trap that this net is known for: its authors' own program rounded up. */
    private static String trap(ShapeProblem.LostPixels p) {
        Windows first = new Windows(224, 0, 0, 11, 4);
        return p.height().equals(first) && p.width().equals(first) ? " as AlexNet has" : "";
    }

    private static String span(Windows w) {
        List<String> padding = new ArrayList<>();
        padding.add(String.valueOf(w.input()));
        if (w.before() > 0) {
            padding.add(String.valueOf(w.before()));
        }
        if (w.after() > 0) {
            padding.add(String.valueOf(w.after()));
        }
        return String.join(" + ", padding) + " - " + w.size();
    }

    private static String describe(long rows, long columns) {
        if (rows == 1 && columns == 1) {
            return "a row and a column";
        }
        return sides(rows == 1 ? "a row" : rows + " rows", columns == 1 ? "a column" : columns + " columns", rows,
                columns);
    }

    private static String sides(String rows, String columns, long lostRows, long lostColumns) {
        return lostRows == 0 ? columns : lostColumns == 0 ? rows : rows + " and " + columns;
    }

    private static String dropped(long rows, long columns) {
        if (rows == columns) {
            return rows + (rows == 1 ? " row and column" : " rows and columns");
        }
        return sides(rows + (rows == 1 ? " row" : " rows"), columns + (columns == 1 ? " column" : " columns"), rows,
                columns);
    }

    private static String unread(Windows height, Windows width) {
        if (height.lost() > 0 && height.lost() == width.lost() && height.firstLost() == width.firstLost()) {
            return height.lost() == 1
                    ? "row and column " + range(height) + " are read by no window"
                    : "rows and columns " + range(height) + " are read by no window";
        }
        return sides((height.lost() == 1 ? "row " : "rows ") + range(height),
                (width.lost() == 1 ? "column " : "columns ") + range(width), height.lost(), width.lost())
                + (height.lost() + width.lost() == 1 ? " is" : " are") + " read by no window";
    }

    private static String range(Windows w) {
        long first = Math.max(0, w.firstLost());
        return w.lost() == 1 ? String.valueOf(first) : first + " to " + (w.input() - 1);
    }

    private static String pad(Windows height, Windows width) {
        int bottom = height.after() + (height.lost() > 0 ? height.missing() : 0);
        int right = width.after() + (width.lost() > 0 ? width.missing() : 0);
        if (height.before() == 0 && width.before() == 0 && bottom == right) {
            return "pad: end(" + bottom + ")";
        }
        return List.of(height.before(), width.before(), bottom, right).stream().map(String::valueOf)
                .collect(Collectors.joining(", ", "pad: [", "]"));
    }

    private static Words tooLarge(ShapeProblem.WindowTooLarge p) {
        Windows w = p.height().none() ? p.height() : p.width();
        String side = p.height().none() ? "high" : "wide";
        String padding = w.before() + w.after() == 0 ? "" : " with its padding";
        return say("the window of `" + p.operator() + "` is larger than the image",
                w.size() + " is more than the " + w.padded() + " pixels that the image is " + side + padding);
    }
}
