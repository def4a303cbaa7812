package dev.netc.interchange.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.google.protobuf.Message;
import com.sun.management.ThreadMXBean;
import dev.netc.interchange.ImportException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a file says: a net, or words that say what is wrong, and never more memory than a small file may take. The profile
 * {@code fuzz} gives 200,000 files of each kind, and holds that none takes two seconds; without it a few are given.
 */
class FuzzTest {
    private static final int FEW = 150;
    private static final int FILES = Integer.getInteger("fuzz.files", FEW);
    private static final long SEED = Long.getLong("fuzz.seed", 2012);
    /** To read a net, and to compile it. The tensors of one that is read lie outside Java's heap. */
    private static final long MOST_BYTES = 16 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private int refused;
    private double slowest;
    private long largest;

    @ParameterizedTest
    @EnumSource(Sound.class)
    void aSpoiltFileIsANetOrRefusedInWords(Sound kind) throws IOException {
        Message message = kind.message();
        byte[] sound = kind.bytes(message);
        assertThat(Importer.read(kind.files(folder, sound)).text()).isNotBlank();
        Random random = new Random(SEED + kind.name().hashCode());
        SpoiltMessage spoilt = new SpoiltMessage(random, message);
        for (int i = 0; i < FILES; i++) {
            read(kind, random.nextInt(4) == 0 ? spoilt(sound, random) : kind.bytes(spoilt.of(message)));
        }
        assertThat(refused).isBetween(1, FILES - 1);
        if (FILES > FEW) {
            System.out.printf("%s: %d of %d refused, slowest %.2f s, most %.1f MB%n", kind, refused, FILES, slowest,
                    largest / 1e6);
            assertThat(slowest).isLessThan(2);
        }
    }

    private void read(Sound kind, byte[] bytes) throws IOException {
        List<Path> files = kind.files(folder, bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        try {
            Importer.read(files);
        } catch (ImportException e) {
            refused++;
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException | RuntimeException | Error e) {
            fail("no words for " + Files.write(Files.createTempFile("spoilt-", "." + kind), bytes), e);
        }
        slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e9);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        largest = Math.max(largest, taken);
        if (taken > MOST_BYTES) {
            fail(taken + " bytes taken for " + Files.write(Files.createTempFile("spoilt-", "." + kind), bytes));
        }
    }

    /** Bytes changed, cut out, put in or doubled, a few places at a time. */
    private static byte[] spoilt(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(16));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                default -> bytes = spliced(bytes, at, end, new byte[0]);
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
