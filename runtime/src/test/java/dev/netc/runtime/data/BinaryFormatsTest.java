package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFormatsTest {
    @TempDir
    Path folder;

    private void write(String name, byte[] bytes) {
        TestData.write(folder.resolve(name), bytes);
    }

    private Dataset open() {
        return Dataset.open(folder.toString(), DataOptions.DEFAULT);
    }

    private void mnist() {
        write("train-images-idx3-ubyte.gz", TestData.gzip(TestData.idxImages(3, 2, 4)));
        write("train-labels-idx1-ubyte.gz", TestData.gzip(TestData.idxLabels(4, 0, 2)));
        write("t10k-images-idx3-ubyte", TestData.idxImages(1, 2, 4));
        write("t10k-labels-idx1-ubyte", TestData.idxLabels(5));
    }

    @Test
    void mnistIsReadGzippedOrNot() {
        mnist();
        Dataset data = open();
        assertThat(data.classes().size()).isEqualTo(6);
        assertThat(data.train().size()).isEqualTo(3);
        assertThat(data.train().label(2)).isEqualTo(2);
        Pixels second = data.train().image(1);
        assertThat(second.height()).isEqualTo(2);
        assertThat(second.width()).isEqualTo(4);
        assertThat(second.channels()).isEqualTo(1);
        assertThat(second.at(1, 3, 0)).isEqualTo(15);
        assertThat(data.test().label(0)).isEqualTo(5);
    }

    @Test
    void mnistInAnArchiveIsRead() {
        write("set.tar",
                TestData.tar(Map.of("x/mnist-train-images-idx3-ubyte", TestData.idxImages(2, 3, 3),
                        "x/mnist-train-labels-idx1-ubyte", TestData.idxLabels(1, 0))));
        Dataset data = Dataset.open(folder.resolve("set.tar").toString(), DataOptions.DEFAULT);
        assertThat(data.train().size()).isEqualTo(2);
        assertThat(data.hasTest()).isFalse();
        assertThat(data.validation()).isEmpty();
    }

    @Test
    void imagesWithoutLabelsAreAnError() {
        write("train-images-idx3-ubyte", TestData.idxImages(2, 3, 3));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("train-labels-idx1-ubyte");
    }

    @Test
    void sizesWhoseProductIsNoLongAreAnError() {
        mnist();
        byte[] images = TestData.idxImages(3, 2, 4);
        ByteBuffer.wrap(images).putInt(4, 1 << 30).putInt(8, 1 << 30).putInt(12, 16); // 2^64 in all
        write("train-images-idx3-ubyte.gz", TestData.gzip(Arrays.copyOf(images, 16)));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("ends early: 0 of 9223372036854775807 bytes");
    }

    @Test
    void moreImagesThanLabelsAreAnError() {
        mnist();
        write("t10k-labels-idx1-ubyte", TestData.idxLabels(5, 5));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("2 labels for 1 images");
    }

    @Test
    void anIdxFileThatEndsEarlyIsAnError() {
        mnist();
        write("t10k-images-idx3-ubyte", Arrays.copyOf(TestData.idxImages(1, 2, 4), 20));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("t10k-images-idx3-ubyte").hasMessageContaining("ends early: 4 of 8 bytes");
    }

    @Test
    void anIdxFileWithAnotherMagicNumberIsAnError() {
        mnist();
        write("t10k-images-idx3-ubyte", TestData.idxLabels(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("begins with 00000801");
    }

    @Test
    void anIdxLabelOutOfTheNamedClassesIsAnErrorThatNamesTheImage() {
        mnist();
        DataOptions four = DataOptions.DEFAULT.withClasses(ClassNames.numbered(4));
        assertThatThrownBy(() -> Dataset.open(folder.toString(), four)).isInstanceOf(DataException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz: image 0").hasMessageContaining("has label 4");
    }

    @Test
    void cifarPlanesBecomePixels() {
        write("data_batch_1.bin", TestData.cifar(3, 9));
        write("data_batch_2.bin", TestData.cifar(7));
        write("test_batch.bin", TestData.cifar(0));
        Dataset data = open();
        assertThat(data.classes().shown()).startsWith("airplane", "automobile").hasSize(10);
        assertThat(data.train().size()).isEqualTo(3);
        assertThat(data.train().label(2)).isEqualTo(7);
        assertThat(data.train().entry(1)).endsWith("data_batch_1.bin: image 1");
        assertThat(data.train().entry(2)).endsWith("data_batch_2.bin: image 0");
        Pixels image = data.train().image(1);
        assertThat(new int[]{image.at(31, 31, 0), image.at(31, 31, 1), image.at(31, 31, 2)}).containsExactly(10, 20,
                30);
    }

    @Test
    void cifarNamesAreReadFromTheFileBesideTheData() {
        write("batches/data_batch_1.bin", TestData.cifar(1));
        write("batches/batches.meta.txt", TestData.text("ant\nbee\n\n"));
        assertThat(open().classes().shown()).containsExactly("ant", "bee");
    }

    @Test
    void aCifarFileThatEndsEarlyIsAnError() {
        write("data_batch_1.bin", Arrays.copyOf(TestData.cifar(3, 9), 6000));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("data_batch_1.bin")
                .hasMessageContaining("ends early");
    }

    @Test
    void aCifarLabelOutOfRangeIsAnErrorThatNamesTheImage() {
        write("data_batch_1.bin", TestData.cifar(3, 10));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("data_batch_1.bin: image 1").hasMessageContaining("has label 10");
    }
}
