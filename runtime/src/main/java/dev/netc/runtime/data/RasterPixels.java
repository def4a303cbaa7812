package dev.netc.runtime.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** From ImageIO's many kinds of image to {@link Pixels}. */
final class RasterPixels {
    private RasterPixels() {}

    static Pixels of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isWhole(image.getRaster())) {
            return fromBgr(image);
        }
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return fromGrey(image);
        }
        return fromRgb(image);
    }

    private static boolean isWhole(Raster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData().length == raster.getWidth() * raster.getHeight() * 3;
    }

    /** What a JPEG decodes to: the common case, without a call a pixel. */
    private static Pixels fromBgr(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new Pixels(image.getHeight(), image.getWidth(), 3, rgb);
    }

    /** By the samples themselves: {@code getRGB} would take them for linear light and brighten them. */
    private static Pixels fromGrey(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int shift = raster.getSampleModel().getSampleSize(0) - 8;
        boolean alpha = image.getColorModel().hasAlpha();
        byte[] grey = new byte[width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int value = toEight(raster.getSample(x, y, 0), shift);
                int opacity = alpha ? toEight(raster.getSample(x, y, 1), shift) : 255;
                grey[y * width + x] = onWhite(value, opacity);
            }
        }
        return new Pixels(image.getHeight(), width, 1, grey);
    }

    private static int toEight(int sample, int shift) {
        return shift >= 0 ? sample >> shift : sample * 255 / ((1 << (8 + shift)) - 1);
    }

    private static Pixels fromRgb(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[width * image.getHeight() * 3];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int opacity = argb >>> 24;
                rgb[at++] = onWhite((argb >> 16) & 0xff, opacity);
                rgb[at++] = onWhite((argb >> 8) & 0xff, opacity);
                rgb[at++] = onWhite(argb & 0xff, opacity);
            }
        }
        return new Pixels(image.getHeight(), width, 3, rgb);
    }

    private static byte onWhite(int value, int opacity) {
        return (byte) ((value * opacity + 255 * (255 - opacity) + 127) / 255);
    }
}
