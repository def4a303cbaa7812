package dev.netc.runtime.data;

import java.util.List;

import dev.netc.program.Prepare;

/**
 * What is done to images before they are packed, and need not be done when they are read: resizing, and turning colours to grey.
 *
 * @param resizes sizes to which the shorter side is brought and the centre cut, one after the other; none for images as they were
 *     decoded
 * @param colors what became of them
 */
public record Packing(List<Integer> resizes, Colors colors) {
    /** The shorter side of the paper's images. */
    public static final int USUAL_SIZE = 256;

    /** Images as they are decoded. */
    public static final Packing NONE = new Packing(List.of(), Colors.AS_DECODED);

    /** What is known of the channels. */
    public enum Colors {
        /** Grey images have one channel, others three. */
        AS_DECODED,
        /** Colours became grey, before anything was resized. */
        MADE_GREY,
        /** No image had any. */
        ALL_GREY
    }

    /**
     * A packing.
     *
     * @throws IllegalArgumentException where a size is less than 1, or it is not said what became of the colours
     */
    public Packing {
        if (resizes == null || colors == null) {
            throw new IllegalArgumentException("resizes or colors are missing");
        }
        resizes = List.copyOf(resizes);
        if (resizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("images of " + resizes + " pixels");
        }
    }

    /** The shorter side to this size, then the centre. */
    public static Packing resized(int size) {
        return new Packing(List.of(size), Colors.AS_DECODED);
    }

    /** All that the host does to an image for a net. */
    public static Packing of(Preparation preparation) {
        return new Packing(preparation.sizes(), preparation.channels() == 1 ? Colors.MADE_GREY : Colors.AS_DECODED);
    }

    /** An image as it is packed. */
    Pixels apply(Pixels image) {
        Pixels pixels = colors == Colors.MADE_GREY ? image.withChannels(1) : image;
        for (int size : resizes) {
            pixels = Resize.toCentralSquare(pixels, size);
        }
        return pixels;
    }

    /**
     * Whether images that were packed like that can become images packed like this, to the bytes that the images they were made of
     * would give. Colours that were resized and then turned to grey would be rounded otherwise than the other way round.
     */
    boolean follows(Packing before) {
        boolean begun = before.resizes.size() <= resizes.size()
                && resizes.subList(0, before.resizes.size()).equals(before.resizes);
        return begun && switch (before.colors) {
            case AS_DECODED -> before.resizes.isEmpty() || colors == Colors.AS_DECODED;
            case MADE_GREY -> colors == Colors.MADE_GREY;
            case ALL_GREY -> true;
        };
    }

    /** What of this is left to do where that is done. */
    Packing after(Packing before) {
        return new Packing(resizes.subList(before.resizes.size(), resizes.size()), colors);
    }

    /** {@code with the shorter side at 256, then the central 256 x 256, in grey}. */
    public String inWords() {
        String sizes = String.join(", then ", resizes.stream()
                .map(size -> "with the shorter side at " + size + ", of which the central " + size + " x " + size)
                .toList());
        return (sizes.isEmpty() ? "as they were decoded" : sizes) + (colors == Colors.MADE_GREY ? ", in grey" : "");
    }

    /** The steps of a net's {@code prepare} that are as these. */
    static String inWords(Preparation preparation) {
        List<String> steps = preparation.steps().stream().filter(Prepare.Resize.class::isInstance)
                .map(step -> "resize(" + ((Prepare.Resize) step).size() + ")").toList();
        return (steps.isEmpty() ? "with no `resize`" : "with `" + String.join(", ", steps) + "`")
                + (preparation.channels() == 1 ? ", in grey" : ", in colour");
    }
}
