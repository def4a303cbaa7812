package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private byte[] tar;

    @BeforeEach
    void makeArchive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("train/cat/1.png", TestData.noisy("png", 20, 20));
        entries.put("train/cat/2.png", TestData.noisy("png", 24, 24));
        tar = TestData.tar(entries);
    }

    private void open(byte[] bytes) {
        TestData.write(folder.resolve("set.tar"), bytes);
        Dataset.open(folder.resolve("set.tar").toString(), DataOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 700, 1024, 2048, 2500, 3000, 4000})
    void aTarThatEndsEarlyIsAnError(int length) {
        assertThat(tar.length).isGreaterThan(5000);
        assertThatThrownBy(() -> open(Arrays.copyOf(tar, length))).isInstanceOf(DataException.class)
                .hasMessageContaining("set.tar").hasMessageContaining("ends early");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 700, 1500})
    void aGzippedTarThatEndsEarlyIsAnErrorThatNamesItsLastEntry(int missing) {
        byte[] packed = TestData.gzip(tar);
        assertThat(packed.length).isGreaterThan(2000);
        assertThatThrownBy(() -> open(Arrays.copyOf(packed, packed.length - missing)))
                .isInstanceOf(DataException.class).hasMessageContaining("ends early").hasMessageContaining("train/cat");
    }

    @Test
    void aGzippedTarWithAWrongChecksumIsAnError() {
        byte[] packed = TestData.gzip(tar);
        packed[packed.length - 6] ^= 1;
        assertThatThrownBy(() -> open(packed)).isInstanceOf(DataException.class).hasMessageContaining("set.tar");
    }

    @Test
    void aFileThatIsNoArchiveIsAnError() {
        assertThatThrownBy(() -> open(TestData.noisy("png", 20, 20))).isInstanceOf(DataException.class)
                .hasMessageContaining("is no folder, .tar or .tar.gz");
    }

    @Test
    void aSingleGzippedFileIsToldToBeNamedByItsFolder() {
        assertThatThrownBy(() -> open(TestData.gzip(TestData.idxLabels(1, 2)))).isInstanceOf(DataException.class)
                .hasMessageContaining("folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../train/cat/1.png", "train/../../cat/1.png", "/train/cat/1.png"})
    void anEntryThatClimbsOutIsAnError(String name) {
        byte[] climbing = TestData.tar(Map.of("x".repeat(name.length()), TestData.noisy("png", 4, 4)));
        System.arraycopy(TestData.text(name), 0, climbing, 0, name.length());
        int sum = 0; // of the header, its own eight digits counted as spaces
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : climbing[i];
        }
        System.arraycopy(TestData.text("%06o\0 ".formatted(sum)), 0, climbing, 148, 8);
        for (byte[] archive : new byte[][]{climbing, TestData.gzip(climbing)}) {
            assertThatThrownBy(() -> open(archive)).isInstanceOf(DataException.class)
                    .hasMessageContaining("has an entry `" + name + "`, which climbs out of it");
        }
    }

    @Test
    void whatUnpacksToMoreThanThereIsRoomForIsAnError() {
        byte[] bomb = TestData.gzip(TestData.tar(Map.of("train/cat/1.png", new byte[4_000_000])));
        assertThat(bomb.length).isLessThan(20_000);
        TestData.write(folder.resolve("set.tar.gz"), bomb);
        assertThatThrownBy(() -> GzippedTar.open(folder.resolve("set.tar.gz"), 3_999_999))
                .isInstanceOf(DataException.class).hasMessageContaining("more than half of Java's memory unpacked");
    }

    @Test
    void entriesWithoutBytesTakeRoomToo() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            entries.put("train/cat/" + i + ".png", new byte[0]);
        }
        TestData.write(folder.resolve("set.tar.gz"), TestData.gzip(TestData.tar(entries)));
        assertThatThrownBy(() -> GzippedTar.open(folder.resolve("set.tar.gz"), 500_000))
                .isInstanceOf(DataException.class).hasMessageContaining("more than half of Java's memory unpacked");
    }

    @Test
    void aNameOfMegabytesIsAnError() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry name = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
            name.setSize(2 << 20);
            tar.putArchiveEntry(name);
            tar.write(new byte[2 << 20]);
            tar.closeArchiveEntry();
        }
        assertThatThrownBy(() -> open(TestData.gzip(bytes.toByteArray()))).isInstanceOf(DataException.class)
                .hasMessageContaining("what stands before an entry is longer than names and dates are");
    }

    /** The gigabytes are there, but take no room on the disk: a file with a hole. */
    @Test
    void aHeaderThatClaimsGigabytesForANameIsAnError() throws IOException {
        byte[] header = new byte[PlainTar.BLOCK];
        TarArchiveEntry name = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        name.setSize(3L << 30);
        name.writeEntryHeader(header);
        Path file = folder.resolve("set.tar");
        TestData.write(file, header);
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(4L << 30);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Dataset.open(file.toString(), DataOptions.DEFAULT)).isInstanceOf(DataException.class)
                .hasMessageContaining("what stands before an entry is longer than names and dates are");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    }

    @Test
    void aTarOfMoreEntriesThanThereIsRoomForIsAnError() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            entries.put("train/cat/" + i + ".png", new byte[0]);
        }
        TestData.write(folder.resolve("set.tar"), TestData.tar(entries));
        assertThat(PlainTar.open(folder.resolve("set.tar"), 600_000).entries()).hasSize(1000);
        assertThatThrownBy(() -> PlainTar.open(folder.resolve("set.tar"), 500_000)).isInstanceOf(DataException.class)
                .hasMessageContaining("set.tar").hasMessageContaining("more entries than fit");
    }

    @Test
    void anEntryThatThereIsNoRoomForIsNotRead() {
        TestData.write(folder.resolve("set.tar"), TestData.tar(Map.of("train/cat/1.png", new byte[100_000])));
        PlainTar tar = PlainTar.open(folder.resolve("set.tar"), 99_999);
        assertThat(tar.head("train/cat/1.png", 8)).hasSize(8);
        assertThatThrownBy(() -> tar.read("train/cat/1.png")).isInstanceOf(DataException.class)
                .hasMessageContaining("set.tar: train/cat/1.png")
                .hasMessageContaining("has 100000 bytes, more than half of Java's memory");
    }
}
