package dev.netc.runtime.data;

/**
 * Resizes without aliasing: each output pixel is a weighted mean of the input pixels under a triangle that is two output
 * pixels wide when reducing, two input pixels wide when enlarging (then it is bilinear interpolation). Rows first, then
 * columns, each in integers with 22 bits behind the point, so that every machine computes the same bytes: those of
 * Pillow's {@code Image.resize} with {@code BILINEAR}, by which most published nets were trained and tested.
 */
final class Resize {
    private static final int BITS = 22;

    private Resize() {}

    /**
     * The shorter side to {@code size}, the longer by the same factor (rounded), then the central square.
     *
     * @return {@code [size, size, channels]}
     */
    static Pixels toCentralSquare(Pixels image, int size) {
        int shorter = Math.min(image.height(), image.width());
        Axis vertical = Axis.of(image.height(), scaled(image.height(), size, shorter), size);
        Axis horizontal = Axis.of(image.width(), scaled(image.width(), size, shorter), size);
        return columns(rows(image, horizontal, vertical), vertical);
    }

    private static long scaled(int side, int size, int shorter) {
        return Math.round((double) side * size / shorter);
    }

    /**
     * One direction: what to sum for each output pixel.
     *
     * @param first input pixel of each output pixel
     * @param weights of the input pixels from there on, 2²² in sum
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one image
    private record Axis(int[] first, int[][] weights) {

        /** From {@code from} pixels to {@code to}, of which the central {@code kept} are computed. */
        static Axis of(int from, long to, int kept) {
            int[] first = new int[kept];
            int[][] weights = new int[kept][];
            double scale = (double) from / to;
            double reach = Math.max(scale, 1);
            for (int i = 0; i < kept; i++) {
                double center = (i + (to - kept) / 2 + 0.5) * scale;
                first[i] = Math.max(0, (int) Math.floor(center - reach + 0.5));
                int end = Math.min(from, (int) Math.floor(center + reach + 0.5));
                weights[i] = triangle(first[i], end, center, reach);
            }
            return new Axis(first, weights);
        }

        /** The first input pixel that is read. */
        int begin() {
            return first[0];
        }

        /** The input pixel behind the last one that is read. */
        int end() {
            return first[first.length - 1] + weights[first.length - 1].length;
        }

        private static int[] triangle(int first, int end, double center, double reach) {
            double[] heights = new double[end - first];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                heights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - center) / reach);
                sum += heights[i];
            }
            int[] weights = new int[heights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (int) Math.round(heights[i] / sum * (1 << BITS));
            }
            return weights;
        }
    }

    /** Of the rows those that the square is made of: an image may be a million times as high as it is wide. */
    private static Pixels rows(Pixels image, Axis axis, Axis vertical) {
        int channels = image.channels();
        int width = axis.first().length;
        int height = vertical.end() - vertical.begin();
        byte[] resized = new byte[height * width * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] weights = axis.weights()[x];
                int from = ((vertical.begin() + y) * image.width() + axis.first()[x]) * channels;
                for (int c = 0; c < channels; c++) {
                    resized[(y * width + x) * channels + c] = weigh(image.values(), from + c, channels, weights);
                }
            }
        }
        return new Pixels(height, width, channels, resized);
    }

    private static Pixels columns(Pixels rows, Axis axis) {
        int row = rows.width() * rows.channels();
        int height = axis.first().length;
        byte[] resized = new byte[height * row];
        for (int y = 0; y < height; y++) {
            int from = (axis.first()[y] - axis.begin()) * row;
            for (int i = 0; i < row; i++) {
                resized[y * row + i] = weigh(rows.values(), from + i, row, axis.weights()[y]);
            }
        }
        return new Pixels(height, rows.width(), rows.channels(), resized);
    }

    private static byte weigh(byte[] values, int from, int stride, int[] weights) {
        int sum = 1 << (BITS - 1);
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (values[from + i * stride] & 0xff);
        }
        return (byte) Math.min(255, sum >> BITS); // rounded weights may come to a little more than 1
    }
}
