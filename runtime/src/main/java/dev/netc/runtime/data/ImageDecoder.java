package dev.netc.runtime.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG, PNG, GIF and BMP by ImageIO, whose JPEG plugin (TwelveMonkeys) reads what is found in the wild: CMYK,
 * YCCK, odd profiles. An image of which a piece is missing is an error, although ImageIO would paint the rest grey.
 */
public final class ImageDecoder {
    /** More pixels than any photograph has; a broken header may claim four billion. */
    private static final long MOST_PIXELS = 1L << 28;

    private ImageDecoder() {}

    /**
     * Decodes an image: grey to one channel, all else to RGB. What is transparent is laid on white; 16 bits a channel
     * lose the lower 8.
     *
     * @param encoded the whole file
     * @param file how messages name it
     * @throws DataException where it is no image, or a broken one
     */
    public static Pixels decode(byte[] encoded, String file) {
        ImageKind kind = ImageKind.of(encoded).orElseThrow(
                () -> new DataException(file, encoded.length == 0 ? "is empty" : "is no JPEG, PNG, BMP or GIF image"));
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            return RasterPixels.of(read(readers.next(), in, file, kind));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // ImageIO's readers meet broken bytes with any of these.
            throw new DataException(file, "is a broken " + kind + " image: " + e.getMessage(), e);
        }
    }

    private static BufferedImage read(ImageReader reader, ImageInputStream in, String file, ImageKind kind)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        try {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new DataException(file,
                        "claims to be " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
            }
            BufferedImage image = reader.read(0);
            for (String warning : warnings) {
                if (isLoss(warning)) {
                    throw new DataException(file, "is a broken " + kind + " image: " + warning);
                }
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** Readers warn of much that is harmless; these words mean that pixels are missing. */
    private static boolean isLoss(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("premature") || lower.contains("truncated") || lower.contains("end of");
    }
}
