package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.problem.Windows;

/**
 * Windows over an image, as the language writes them.
 *
 * @param down along rows
 * @param across along columns
 * @param ceil whether a clipped window is added, as {@code round: up} does
 */
public record SlidingWindow(Windows down, Windows across, boolean ceil) {
    private static final long LARGEST = 1 << 24;

    /**
     * Windows along one dimension.
     *
     * @throws Refusal where the language has no such windows, or none fits
     */
    public static Windows along(long input, long before, long after, long size, long stride) {
        if (size < 1 || stride < 1 || before < 0 || after < 0 || size > LARGEST || stride > LARGEST || before > LARGEST
                || after > LARGEST || input > LARGEST) {
            throw new Refusal(
                    "its windows are of " + size + " at a stride of " + stride + " over " + input + " with pads of "
                            + before + " and " + after + ", which the language has not");
        }
        Windows windows = new Windows((int) input, (int) before, (int) after, (int) size, (int) stride);
        if (windows.none()) {
            throw new Refusal("its window of " + size + " is larger than the image's " + input + " with the padding");
        }
        return windows;
    }

    /** Windows along one dimension, padded alike on both sides. */
    public static Windows along(long input, long pad, long size, long stride) {
        return along(input, pad, pad, size, stride);
    }

    /** The same windows, of whose image the outermost pixels are zeros that padding says: top, left, bottom, right. */
    public SlidingWindow padding(List<Long> zeros) {
        return new SlidingWindow(padding(down, zeros.get(0), zeros.get(2)), padding(across, zeros.get(1), zeros.get(3)),
                ceil);
    }

    private static Windows padding(Windows windows, long before, long after) {
        return along(windows.input() - before - after, windows.before() + before, windows.after() + after,
                windows.size(), windows.stride());
    }

    /** Whether there are zeros around the image. */
    public boolean isPadded() {
        return down.before() + down.after() + across.before() + across.after() > 0;
    }

    /** Whether a clipped window is added. */
    public boolean roundsUp() {
        return ceil && (down.anotherBegins() || across.anotherBegins());
    }

    /** The word for what the last whole windows leave over; absent where nothing is lost. */
    public Optional<String> round() {
        if (roundsUp()) {
            return Optional.of("round: up");
        }
        return down.lost() + across.lost() > 0 ? Optional.of("round: down") : Optional.empty();
    }

    /** Size, stride and pad as arguments; {@code standard} is the stride that need not be said, 0 for the window's size. */
    public List<String> arguments(int standard) {
        List<String> arguments = new ArrayList<>();
        arguments.add(pair(down.size(), across.size()));
        boolean plain = standard == 0
                ? down.stride() == down.size() && across.stride() == across.size()
                : down.stride() == standard && across.stride() == standard;
        if (!plain) {
            arguments.add("stride: " + pair(down.stride(), across.stride()));
        }
        if (isPadded()) {
            arguments.add("pad: " + pad());
        }
        return arguments;
    }

    private String pad() {
        List<Integer> pads = List.of(down.before(), across.before(), down.after(), across.after());
        if (pads.stream().distinct().count() == 1) {
            return String.valueOf(pads.getFirst());
        }
        return pads.get(0) == 0 && pads.get(1) == 0 && pads.get(2).equals(pads.get(3))
                ? "end(" + pads.get(2) + ")"
                : pads.toString();
    }

    /** {@code 3} or {@code [3, 5]}. */
    public static String pair(int height, int width) {
        return height == width ? String.valueOf(height) : "[" + height + ", " + width + "]";
    }

    /** Rows of the result. */
    public long rows() {
        return count(down);
    }

    /** Columns of the result. */
    public long columns() {
        return count(across);
    }

    private long count(Windows windows) {
        return windows.count() + (ceil && windows.anotherBegins() ? 1 : 0);
    }
}
