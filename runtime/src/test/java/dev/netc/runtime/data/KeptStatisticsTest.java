package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.netc.program.Prepare;
import dev.netc.runtime.cache.KeptFiles;
import dev.netc.runtime.cache.UserCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatisticsTest {
    private static final byte[] NOISE = TestData.noisy("png", 6, 8);
    private static final byte[] RED = TestData.image("png", 6, 8, 0xff0000);
    private static final byte[] GREEN = TestData.image("png", 6, 8, 0x00ff00);

    @TempDir
    Path folder;

    private final AtomicInteger decoded = new AtomicInteger();

    @Test
    void whatWasMeasuredIsTheSameWithoutDecoding() {
        PixelStatistics first = measure(true, NOISE, RED);
        assertThat(newlyDecoded()).isPositive();
        PixelStatistics second = measure(true, NOISE, RED);
        assertThat(newlyDecoded()).isZero();
        assertThat(second.imageMean()).isEqualTo(first.imageMean());
        assertThat(second.channelMean()).isEqualTo(first.channelMean());
        assertThat(second.covariance()).isEqualTo(first.covariance());
    }

    @Test
    void anotherImageOrAnotherQuestionIsMeasured() {
        measure(true, NOISE, RED);
        newlyDecoded();
        PixelStatistics green = measure(true, NOISE, GREEN);
        assertThat(newlyDecoded()).isEqualTo(2);
        assertThat(green.toBytes()).isEqualTo(PixelStatistics.measure(prepared(4, NOISE, GREEN), true).toBytes());
        newlyDecoded();
        measure(false, NOISE, RED);
        assertThat(newlyDecoded()).isEqualTo(2);
        kept().measure(prepared(3, NOISE, RED), true);
        assertThat(newlyDecoded()).isEqualTo(2);
    }

    @Test
    void damageIsMeasuredAgain() throws IOException {
        byte[] right = measure(true, NOISE, RED).toBytes();
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        newlyDecoded();
        assertThat(measure(true, NOISE, RED).toBytes()).isEqualTo(right);
        assertThat(newlyDecoded()).isEqualTo(2);
    }

    @Test
    void imagesThatLieDecodedAreMeasuredEachTime() {
        Pixels pixels = new Pixels(1, 2, 3, new byte[]{0, 10, 20, 30, 40, 50});
        PreparedPart part = new PreparedPart(TestData.part("set", pixels),
                new Preparation(3, new ImageSize(1, 1), List.of()), new CacheRoom(0));
        assertThat(kept().measure(part, false).channelMean()).containsExactly(15, 25, 35);
        assertThat(folder).isEmptyDirectory();
    }

    private PixelStatistics measure(boolean color, byte[]... images) {
        return kept().measure(prepared(4, images), color);
    }

    private KeptStatistics kept() {
        return new KeptStatistics(KeptFiles.in(folder));
    }

    private int newlyDecoded() {
        return decoded.getAndSet(0);
    }

    private PreparedPart prepared(int size, byte[]... images) {
        return new PreparedPart(new Counted(List.of(images)),
                new Preparation(3, new ImageSize(1, 1), List.of(new Prepare.Resize(size))),
                new CacheRoom(0));
    }

    /** Images in memory, whose decoding is counted. */
    private final class Counted implements Part {
        private final List<byte[]> images;

        Counted(List<byte[]> images) {
            this.images = images;
        }

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public Pixels image(int index) {
            decoded.incrementAndGet();
            return ImageDecoder.decode(images.get(index), entry(index));
        }

        @Override
        public Optional<byte[]> hash(int index) {
            return Optional.of(UserCache.sha256().digest(images.get(index)));
        }

        @Override
        public String entry(int index) {
            return "image " + index;
        }

        @Override
        public boolean decoded() {
            return false;
        }
    }
}
