package dev.netc.cli.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.program.Input;
import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.runtime.tensor.Tensor;

/**
 * The first layer's filters as pictures, as in figure 3 of Krizhevsky, Sutskever and Hinton (2012).
 *
 * @param parameter the layer's weights
 * @param channels of the image, 1 or 3
 * @param height of a filter
 * @param width of a filter
 * @param bgr whether the net reads blue first
 */
record Filters(Parameter parameter, int channels, int height, int width, boolean bgr) {
    /** Filters in a row: the paper's figure has 16. */
    private static final int ROW = 16;
    /** A layer of more is shown by its first. */
    static final int MOST = 256;
    private static final int GAP = 1;
    private static final int OPAQUE = 0xff;

    /** The filters of a net whose first layer is a convolution or a dense layer over its image; empty for others. */
    static Optional<Filters> of(Program program) {
        if (program.images() == null || program.parameters().isEmpty()) {
            return Optional.empty();
        }
        Parameter first = program.parameters().getFirst();
        int channels = program.images().channels();
        boolean bgr = program.training() != null
                && program.training().prepare().stream().anyMatch(Prepare.OrderBgr.class::isInstance);
        List<Integer> shape = first.shape();
        if (shape.size() == 4 && shape.get(1) == channels) {
            return Optional.of(new Filters(first, channels, shape.get(2), shape.get(3), bgr));
        }
        List<Integer> image = window(program);
        boolean dense = shape.size() == 2 && shape.get(1) == channels * image.get(1) * image.get(2);
        return dense
                ? Optional.of(new Filters(first, channels, image.get(1), image.get(2), bgr))
                : Optional.empty();
    }

    /** What the net reads of an image: {@code [channels, height, width]}. */
    private static List<Integer> window(Program program) {
        return program.inputs().stream().filter(input -> input.name().equals(program.images().input()))
                .map(input -> ((Input.Tensor) input).shape()).findFirst().orElseThrow();
    }

    /** Filters of one column. */
    int perColumn() {
        return parameter.shape().getFirst() / parameter.columns();
    }

    /** Those of one column that are shown. */
    int shown() {
        return Math.min(MOST, perColumn());
    }

    /**
     * A picture a column, its filters in rows, what lies between them transparent.
     *
     * @param weights in the parameter's shape
     */
    List<BufferedImage> draw(Tensor weights) {
        List<BufferedImage> columns = new ArrayList<>();
        for (int column = 0; column < parameter.columns(); column++) {
            columns.add(column(weights, column * perColumn()));
        }
        return columns;
    }

    private BufferedImage column(Tensor weights, int first) {
        int across = Math.min(ROW, shown());
        int down = Math.ceilDiv(shown(), across);
        BufferedImage picture = new BufferedImage(across * (width + GAP) - GAP, down * (height + GAP) - GAP,
                BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < shown(); i++) {
            draw(weights, first + i, picture, i % across * (width + GAP), i / across * (height + GAP));
        }
        return picture;
    }

    private void draw(Tensor weights, int filter, BufferedImage picture, int left, int top) {
        double largest = largest(weights, filter);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = OPAQUE;
                for (int c = 0; c < 3; c++) {
                    int channel = channels == 1 ? 0 : bgr ? 2 - c : c;
                    color = color << 8 | shade(weights.doubleAt(at(filter, channel, y, x)), largest);
                }
                picture.setRGB(left + x, top + y, color);
            }
        }
    }

    private double largest(Tensor weights, int filter) {
        double largest = 0;
        int length = channels * height * width;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(weights.doubleAt(filter * length + i)));
        }
        return largest;
    }

    private int at(int filter, int channel, int y, int x) {
        return ((filter * channels + channel) * height + y) * width + x;
    }

    /** From the largest negative weight, black, by zero, middle grey, to the largest positive one. */
    private static int shade(double weight, double largest) {
        double share = largest > 0 ? weight / largest : 0;
        return (int) Math.round(127.5 + 127.5 * share) & 0xff;
    }
}
