package dev.netc.runtime.data;

import java.awt.image.BufferedImage;

/**
 * A decoded image, rows from the top, 8 bits a channel.
 *
 * <p>
 * A class and not a record, because an array has no value equality to offer. The array is not copied: whoever holds the
 * pixels does not write to them.
 */
public final class Pixels {
    private final int height;
    private final int width;
    private final int channels;
    private final byte[] values;

    /**
     * An image of these values.
     *
     * @param channels 1 (grey) or 3 (RGB)
     * @param values {@code [height, width, channels]}, row-major, unsigned
     * @throws IllegalArgumentException where the number of values is another
     */
    public Pixels(int height, int width, int channels, byte[] values) {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)
                || values.length != (long) height * width * channels) {
            throw new IllegalArgumentException(
                    values.length + " bytes for an image of " + height + " x " + width + " x " + channels);
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.values = values;
    }

    /**
     * An image of Java's: grey as one channel, all else as RGB. What is transparent is laid on white; 16 bits a channel lose the
     * lower 8.
     */
    public static Pixels of(BufferedImage image) {
        return RasterPixels.of(image);
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Height and width. */
    public ImageSize size() {
        return new ImageSize(height, width);
    }

    /** 1 for grey, 3 for red, green, blue. */
    public int channels() {
        return channels;
    }

    /** All values, {@code [height, width, channels]}, not to be written to. */
    public byte[] values() {
        return values;
    }

    /** One value, 0 to 255. */
    public int at(int row, int column, int channel) {
        return values[(row * width + column) * channels + channel] & 0xff;
    }

    /**
     * The same image with another number of channels: grey is copied to all three, colour becomes its luma
     * 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded.
     *
     * @param wanted 1 or 3
     */
    public Pixels withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        byte[] converted = new byte[height * width * wanted];
        for (int pixel = 0; pixel < height * width; pixel++) {
            if (wanted == 3) {
                converted[3 * pixel] = values[pixel];
                converted[3 * pixel + 1] = values[pixel];
                converted[3 * pixel + 2] = values[pixel];
            } else {
                converted[pixel] = luma(values[3 * pixel] & 0xff, values[3 * pixel + 1] & 0xff,
                        values[3 * pixel + 2] & 0xff);
            }
        }
        return new Pixels(height, width, wanted, converted);
    }

    /** The central window of an image that is at least as large. */
    Pixels center(ImageSize window) {
        if (window.equals(size())) {
            return this;
        }
        View view = View.center(size(), window);
        int row = window.width() * channels;
        byte[] cut = new byte[window.height() * row];
        for (int y = 0; y < window.height(); y++) {
            System.arraycopy(values, ((view.top() + y) * width + view.left()) * channels, cut, y * row, row);
        }
        return new Pixels(window.height(), window.width(), channels, cut);
    }

    private static byte luma(int red, int green, int blue) {
        return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }
}
