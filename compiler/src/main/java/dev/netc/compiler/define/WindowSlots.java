package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;

/** The arguments of operators that slide a window over an image. */
final class WindowSlots {
    static final Given NO_PAD = new Given.Pad(0, 0, 0, 0);

    /** What the operators' descriptions say of the result's shape, {@code size} being the name of the window's size. */
    static String shape(String channels, String size) {
        return "`[channels, height, width]` becomes `[" + channels + ", h, w]` with `h = (height + pad − " + size
                + ") / stride + 1`, `w` alike; `pad` is both sides together. Where the division leaves a rest and rows or"
                + " columns of the image would be lost, it is an error unless `round` says what to do.";
    }

    static Slot kernel() {
        return Slot.required("kernel", new Kind.Pair(1), "height and width of the window in pixels");
    }

    static Slot size() {
        return Slot.required("size", new Kind.Pair(1), "height and width of the window in pixels");
    }

    /** A size that may be the image's. */
    static Slot sizeOrAll() {
        return Slot.required("size", new Kind.PairOrAll(1),
                "height and width of the window in pixels; `all` is the whole image");
    }

    static Slot stride() {
        return Slot.standard("stride", new Kind.Pair(1), new Given.Pair(1, 1), "1",
                "pixels from one window to the next");
    }

    /** A stride that is the window's size unless it is said: windows side by side. */
    static Slot strideOfSize() {
        return new Slot("stride", new Kind.Pair(1), Optional.empty(), true, "size",
                "pixels from one window to the next; the window's size unless it is said");
    }

    static Slot pad() {
        return Slot.standard("pad", new Kind.Pad(), NO_PAD, "0", "pixels added around the image: `2` all round, `[top,"
                + " left, bottom, right]`, or `end(3)` at the bottom and right only");
    }

    static Slot round() {
        return Slot.absent("round", new Kind.Word(List.of("down", "up")), "what becomes of pixels behind the last whole"
                + " window: `down` drops them, `up` adds a window that is clipped to the image, as Caffe does; left out,"
                + " such pixels are an error");
    }

    /** The stride given, or that of {@link #strideOfSize}. */
    static Given.Pair stride(Given.Pair size, Arguments arguments) {
        return arguments.has("stride") ? arguments.pair("stride") : size;
    }

    private WindowSlots() {}
}
