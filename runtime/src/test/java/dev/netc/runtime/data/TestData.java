package dev.netc.runtime.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;

/** Small files of every format, as the tests need them. */
final class TestData {
    private TestData() {}

    /** An image of one colour, encoded. */
    static byte[] image(String format, int height, int width, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return encode(format, image);
    }

    /** An image in which every pixel is another, encoded. */
    static byte[] noisy(String format, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * 2654435 + y * 40503 + x * y * 7919) & 0xffffff);
            }
        }
        return encode(format, image);
    }

    static byte[] encode(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG of four components, inverted and marked by Adobe's segment, as programs for print write it. */
    static byte[] cmyk(int side, int cyan, int magenta, int yellow, int black) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, side, side, 4, null);
        for (int i = 0; i < side * side; i++) {
            raster.setPixel(i % side, i / side, new int[]{255 - cyan, 255 - magenta, 255 - yellow, 255 - black});
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] plain = bytes.toByteArray();
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return ByteBuffer.allocate(plain.length + adobe.length).put(plain, 0, 2).put(adobe)
                .put(plain, 2, plain.length - 2).array();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tar of these entries in their order; names that end with a slash are folders. */
    static byte[] tar(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(entry.getValue().length);
                tar.putArchiveEntry(header);
                tar.write(entry.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** MNIST's image file; the bytes are 0, 1, 2 and so on. */
    static byte[] idxImages(int count, int height, int width) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + count * height * width);
        bytes.putInt(0x0803).putInt(count).putInt(height).putInt(width);
        while (bytes.hasRemaining()) {
            bytes.put((byte) (bytes.position() - 16));
        }
        return bytes.array();
    }

    /** MNIST's label file. */
    static byte[] idxLabels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x0801).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    /** Records of CIFAR-10's binary format; red is 10, green 20, blue 30 throughout. */
    static byte[] cifar(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * 3073);
        for (int label : labels) {
            bytes.put((byte) label);
            for (int i = 0; i < 3072; i++) {
                bytes.put((byte) (10 + 10 * (i / 1024)));
            }
        }
        return bytes.array();
    }

    /** A file of the real data that lies beside a checkout; the test is skipped where it does not. */
    static Path shared(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("build/eclipse-format.xml"))) {
            root = root.getParent();
        }
        Assumptions.assumeTrue(root != null, "the project's root is above the working folder");
        Path file = root.resolveSibling("shared").resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "there is no " + file);
        return file;
    }

    /** A part of images that a test made. */
    static Part part(String name, Pixels... images) {
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int size() {
                return images.length;
            }

            @Override
            public int label(int index) {
                return index % 2;
            }

            @Override
            public Pixels image(int index) {
                return images[index];
            }

            @Override
            public String entry(int index) {
                return name + "/" + index + ".png";
            }

            @Override
            public boolean decoded() {
                return false;
            }
        };
    }

    /** An image of these values in rows. */
    static Pixels grey(int[]... rows) {
        byte[] values = new byte[rows.length * rows[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) rows[i / rows[0].length][i % rows[0].length];
        }
        return new Pixels(rows.length, rows[0].length, 1, values);
    }

    /** An image whose values are all different as far as a byte goes. */
    static Pixels rgb(int height, int width, int seed) {
        byte[] values = new byte[height * width * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (seed * 31 + i * 7 + i * i);
        }
        return new Pixels(height, width, 3, values);
    }
}
