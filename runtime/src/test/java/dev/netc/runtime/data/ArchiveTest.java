package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
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
}
