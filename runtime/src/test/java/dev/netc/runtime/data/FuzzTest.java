package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.TensorFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a file says: what it holds, or words that name it, and never more memory than its bytes can stand for. The profile
 * {@code fuzz} gives 200,000 files of each kind, and holds that none takes two seconds; without it a few are given.
 */
class FuzzTest {
    private static final int FEW = 400;
    private static final int FILES = Integer.getInteger("fuzz.files", FEW);
    private static final long SEED = Long.getLong("fuzz.seed", 2012);
    /** Tables, buffers and names: what any file may take, however small. */
    private static final long ALWAYS = 16 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private int refused;
    private double slowest;

    @ParameterizedTest
    @EnumSource(Sound.class)
    void aSpoiltFileIsReadOrRefusedInWords(Sound kind) throws IOException {
        byte[] sound = kind.make(folder);
        read(kind, sound);
        assertThat(refused).isZero();
        Random random = new Random(SEED + kind.name().hashCode());
        Spoilt spoilt = new Spoilt(random);
        for (int i = 0; i < FILES; i++) {
            read(kind, random.nextBoolean() ? spoilt.of(sound) : kind.inside(sound, spoilt::of, random));
        }
        assertThat(refused).isPositive();
        if (FILES > FEW) {
            System.out.printf("%s: %d of %d refused, slowest %.2f s%n", kind, refused, FILES, slowest);
            assertThat(slowest).isLessThan(2);
        }
    }

    private void read(Sound kind, byte[] bytes) throws IOException {
        Path file = folder.resolve("stranger");
        Files.write(file, bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        try {
            if (kind.isWeights()) {
                weights(file, bytes.length);
            } else if (kind.isImage()) {
                ImageDecoder.decode(bytes, file.toString());
            } else {
                images(file);
            }
        } catch (NetcException e) {
            refused++;
            assertThat(e).hasMessageContaining(file.toString());
            assertThat(e.getMessage().length()).isLessThan(2000);
        } catch (IOException | RuntimeException | Error e) {
            Path kept = Files.copy(file, Files.createTempFile("spoilt-", "." + kind),
                    StandardCopyOption.REPLACE_EXISTING);
            fail("no words for " + kept, e);
        }
        slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e9);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes taken for %d", bytes.length)
                .isLessThan(ALWAYS + bytes.length * most(kind));
    }

    /** Bytes that a byte may stand for: in images 12 for each of its pixels, in what is packed 1,032, and some for what is told of it. */
    private static long most(Sound kind) {
        return switch (kind) {
            case PNG -> 12L * ImageKind.PNG.mostPixelsOfAByte();
            case GIF -> 12L * ImageKind.GIF.mostPixelsOfAByte();
            case JPEG, CMYK -> 12L * ImageKind.JPEG.mostPixelsOfAByte();
            case BMP -> 12L * ImageKind.BMP.mostPixelsOfAByte();
            case TAR, TAR_GZ, PACK -> 12L * ImageKind.PNG.mostPixelsOfAByte();
            case SAFETENSORS, NPZ_STORED, NPZ_DEFLATED, MNIST, CIFAR -> 4 * 1032;
        };
    }

    private static void weights(Path file, int bytes) throws IOException {
        long taken = 0;
        for (Tensor tensor : TensorFile.read(file).tensors().values()) {
            taken += tensor.elements() == 0 ? 0 : tensor.bytes().get(tensor.bytes().remaining() - 1) & 0;
            taken += (long) tensor.elements() * tensor.type().bytes();
        }
        assertThat(taken).isLessThanOrEqualTo(4L * 1032 * bytes);
    }

    private static void images(Path file) {
        Dataset data = Dataset.open(file.toString(), DataOptions.DEFAULT);
        for (Part part : new Part[]{data.train(), data.test()}) {
            for (int i = 0; i < part.size(); i++) {
                assertThat(part.label(i)).isBetween(0, data.classes().size() - 1);
                part.sizeOf(i);
                part.image(i);
            }
        }
    }
}
