package dev.netc.cli.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import dev.netc.runtime.data.Pixels;

/** Pictures as addresses that hold them, so that a page needs no file beside it. */
final class DataUri {
    private DataUri() {}

    /** As PNG, which keeps every pixel and what is transparent. */
    static String png(BufferedImage image) {
        return uri(image, "png");
    }

    /** As JPEG: a photograph in a tenth of the bytes. */
    static String jpeg(BufferedImage image) {
        return uri(image, "jpeg");
    }

    private static String uri(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO's own choice is a file, whose end it wants to see to: it cannot while the JVM ends, as on Ctrl-C
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, memory)) {
                throw new IllegalStateException("Java writes no " + format + " of " + image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Pixels for Java to write. */
    static BufferedImage image(Pixels pixels) {
        Pixels colored = pixels.withChannels(3);
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                image.setRGB(x, y, colored.at(y, x, 0) << 16 | colored.at(y, x, 1) << 8 | colored.at(y, x, 2));
            }
        }
        return image;
    }
}
