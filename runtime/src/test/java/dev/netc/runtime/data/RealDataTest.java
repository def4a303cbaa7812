package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import dev.netc.program.Prepare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real archives, where they lie beside the checkout. */
class RealDataTest {

    @Test
    void mnistIsWhole() {
        Path file = TestData.shared("mnist-train-images-idx3-ubyte.gz");
        Dataset data = Dataset.open(file.getParent().toString(), DataOptions.DEFAULT);
        assertThat(data.train().size()).isEqualTo(60_000);
        assertThat(data.test().size()).isEqualTo(10_000);
        assertThat(data.classes().size()).isEqualTo(10);
        assertThat(data.train().label(0)).isEqualTo(5);
        assertThat(data.test().label(0)).isEqualTo(7);
        PreparedPart train = new PreparedPart(data.train(), new Preparation(1, new ImageSize(28, 28), List.of()),
                new CacheRoom(0));
        double mean = PixelStatistics.measure(train, false).channelMean()[0];
        assertThat(mean / 255).isBetween(0.13065, 0.13067); // the 0.1307 that everyone's code has
    }

    @Test
    void cifarIsReadFromItsArchive() {
        Path file = TestData.shared("cifar10-jpeg.tar.gz");
        Dataset data = Dataset.open(file.toString(), DataOptions.DEFAULT);
        assertThat(data.classes().folders()).containsExactly("airplane", "automobile", "bird", "cat", "deer", "dog",
                "frog", "horse", "ship", "truck");
        assertThat(data.train().size()).isEqualTo(50_000);
        assertThat(data.test().size()).isEqualTo(10_000);
        PreparedPart test = new PreparedPart(data.test(), new Preparation(3, new ImageSize(32, 32), List.of()),
                new CacheRoom(0));
        double[] mean = PixelStatistics.measure(test, true).channelMean();
        assertThat(mean[0]).isBetween(124.0, 128.0);
        assertThat(mean[1]).isBetween(121.0, 125.0);
        assertThat(mean[2]).isBetween(111.0, 116.0);
    }

    @Test
    void everyPhotographDecodes() {
        Path file = TestData.shared("imagenet-samples-300.tar");
        ClassNames classes = ClassNames.read(TestData.shared("imagenet-synset_words.txt"));
        Dataset data = Dataset.open(file.toString(), DataOptions.DEFAULT.withTrainPart("test").withClasses(classes));
        assertThat(data.train().size()).isEqualTo(300);
        assertThat(data.classes().shown().get(data.train().label(0))).isEqualTo("goldfish, Carassius auratus");
        PreparedPart part = new PreparedPart(data.train(),
                new Preparation(3, new ImageSize(224, 224), List.of(new Prepare.Resize(256))), new CacheRoom(0));
        double[][] covariance = PixelStatistics.measure(part, true).covariance();
        assertThat(part.stored()).isEqualTo(new ImageSize(256, 256));
        assertThat(SymmetricEigen.of(covariance).values()[0] / (255 * 255)).isBetween(0.15, 0.30); // ImageNet: 0.2175
    }

    @Test
    void thePhotographsGiveTheSameBytesPacked(@TempDir Path folder) {
        Path file = TestData.shared("imagenet-samples-300.tar");
        Path packed = folder.resolve("photographs.pack");
        Packer.pack(Packer.Request.of(file.toString()), packed, (images, all) -> {});
        Preparation preparation = new Preparation(3, new ImageSize(224, 224), List.of(new Prepare.Resize(256)));
        DataOptions options = DataOptions.DEFAULT.withTrainPart("test");
        PreparedPart first = new PreparedPart(Dataset.open(file.toString(), options).train(), preparation,
                new CacheRoom(0));
        PreparedPart second = new PreparedPart(Dataset.open(packed.toString(), options).train(), preparation,
                new CacheRoom(0));
        assertThat(second.size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(second.pixels(i)).isEqualTo(first.pixels(i));
            assertThat(second.label(i)).isEqualTo(first.label(i));
        }
    }
}
