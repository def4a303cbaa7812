package dev.netc.runtime.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
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
    static final long MOST_PIXELS = 1L << 28;
    /** While it is decoded: four channels of 16 bits, and what is made of them. */
    private static final long BYTES_OF_A_PIXEL = 12;

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
        return read(encoded, file, (reader, kind) -> RasterPixels.of(whole(reader, encoded.length, file, kind)));
    }

    /**
     * Height and width, by the image's first bytes.
     *
     * @throws DataException where it is no image, or broken there
     */
    static ImageSize size(byte[] encoded, String file) {
        return read(encoded, file, (reader, kind) -> checkedSize(reader, encoded.length, file, kind));
    }

    private interface Reading<T> {
        T of(ImageReader reader, ImageKind kind) throws IOException;
    }

    private static <T> T read(byte[] encoded, String file, Reading<T> reading) {
        ImageKind kind = ImageKind.of(encoded).orElseThrow(
                () -> new DataException(file, encoded.length == 0 ? "is empty" : "is no JPEG, PNG, BMP or GIF image"));
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.name()).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(in, true, true);
            return reading.of(reader, kind);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // ImageIO's readers meet broken bytes with any of these
            throw new DataException(file, "is a broken " + kind + " image: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageSize checkedSize(ImageReader reader, int bytes, String file, ImageKind kind)
            throws IOException {
        ImageSize size = new ImageSize(reader.getHeight(0), reader.getWidth(0));
        long pixels = (long) size.height() * size.width();
        if (pixels > MOST_PIXELS || pixels / kind.mostPixelsOfAByte() > bytes) {
            throw new DataException(file,
                    "claims to be " + size.width() + " x " + size.height() + " pixels, in " + bytes
                            + " bytes");
        }
        if (pixels * BYTES_OF_A_PIXEL > Runtime.getRuntime().maxMemory() / 2) {
            throw new DataException(file,
                    "is " + size.width() + " x " + size.height() + " pixels, which would take more"
                            + " than half of Java's memory (" + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB in all)");
        }
        return size;
    }

    private static BufferedImage whole(ImageReader reader, int bytes, String file, ImageKind kind) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        checkedSize(reader, bytes, file, kind);
        BufferedImage image = reader.read(0);
        warnings.stream().filter(ImageDecoder::isLoss).findFirst().ifPresent(warning -> {
            throw new DataException(file, "is a broken " + kind + " image: " + warning);
        });
        return image;
    }

    /** Readers warn of much that is harmless; these words mean that pixels are missing. */
    private static boolean isLoss(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("premature") || lower.contains("truncated") || lower.contains("end of");
    }
}
