package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.program.Augment;
import dev.netc.program.Prepare;
import dev.netc.runtime.cache.KeptFiles;
import dev.netc.runtime.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packed dataset and the one that it was made of are the same to whoever reads them. */
class PackerTest {
    @TempDir
    Path folder;

    private Path photographs() {
        Path set = folder.resolve("photographs");
        for (String part : List.of("train", "val")) {
            for (int i = 0; i < 7; i++) {
                TestData.write(set.resolve(part + "/cat/" + i + ".jpg"), TestData.noisy("jpg", 40 + i, 30));
                TestData.write(set.resolve(part + "/dog/" + i + ".jpg"), TestData.noisy("jpg", 33, 41 + 2 * i));
            }
            TestData.write(set.resolve(part + "/cat/print.jpg"), TestData.cmyk(37, 20, 255, 200, 100));
            TestData.write(set.resolve(part + "/dog/grey.jpg"), grey("jpg"));
            TestData.write(set.resolve(part + "/dog/really-png.jpg"), TestData.noisy("png", 50, 35));
            TestData.write(set.resolve(part + "/dog/really-jpeg.png"), TestData.noisy("jpg", 35, 50));
            TestData.write(set.resolve(part + "/dog/no-ending"), TestData.noisy("gif", 31, 31));
        }
        return set;
    }

    private static byte[] grey(String format) {
        BufferedImage image = new BufferedImage(36, 44, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 36 * 44; i++) {
            image.getRaster().setSample(i % 36, i / 36, 0, i * 31 & 0xff);
        }
        return TestData.encode(format, image);
    }

    private Path pack(Path set, Optional<Packing> packing) {
        Path file = folder.resolve("out").resolve(set.getFileName() + ".pack");
        Packer.pack(new Packer.Request(set.toString(), List.of(), Optional.empty(), packing), file, (n, all) -> {});
        return file;
    }

    private static Preparation preparation(int channels, Integer... sizes) {
        return new Preparation(channels, new ImageSize(8, 8),
                List.<Integer>of(sizes).stream().<Prepare>map(Prepare.Resize::new).toList());
    }

    /** What a training would see of both, with everything drawn. */
    private static void assertSame(Preparation preparation, String one, String other, DataOptions options) {
        Dataset first = Dataset.open(one, options);
        Dataset second = Dataset.open(other, options);
        assertThat(second.classes()).isEqualTo(first.classes());
        assertThat(second.watchesTest()).isEqualTo(first.watchesTest());
        assertSame(preparation, first.train(), second.train());
        assertSame(preparation, first.test(), second.test());
        assertSame(preparation, first.validation().orElseThrow(), second.validation().orElseThrow());
    }

    private static void assertSame(Preparation preparation, Part one, Part other) {
        PreparedPart first = new PreparedPart(one, preparation, new CacheRoom(1 << 20));
        PreparedPart second = new PreparedPart(other, preparation, new CacheRoom(1 << 20));
        assertThat(second.stored()).isEqualTo(first.stored());
        boolean color = preparation.channels() == 3;
        PixelStatistics statistics = PixelStatistics.measure(first, color);
        assertThat(PixelStatistics.measure(second, color).toBytes()).isEqualTo(statistics.toBytes());
        Optional<ColorComponents> colors = color
                ? Optional.of(new ColorComponents(statistics.covariance()))
                : Optional.empty();
        List<Batch> expected = batches(first, colors);
        List<Batch> found = batches(second, colors);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).pixels()).isEqualTo(expected.get(i).pixels());
            assertThat(found.get(i).crops()).isEqualTo(expected.get(i).crops());
            assertThat(found.get(i).colors()).isEqualTo(expected.get(i).colors());
            assertThat(found.get(i).labels()).isEqualTo(expected.get(i).labels());
        }
    }

    private static List<Batch> batches(PreparedPart part, Optional<ColorComponents> colors) {
        List<Augment> augment = new ArrayList<>(List.of(new Augment.Crop(), new Augment.Flip()));
        colors.ifPresent(c -> augment.add(new Augment.Color(0.1)));
        Draws draws = new Draws(5);
        List<Batch> batches = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(part, draws.order(1, part.size()), 5, 0,
                Augmentation.drawn(augment, part, colors, draws, 1), Timeline.OFF)) {
            loader.forEachRemaining(batches::add);
        }
        return batches;
    }

    @Test
    void aFolderOfPhotographsGivesTheSameBatchesPacked() {
        Path set = photographs();
        Path packed = pack(set, Optional.of(Packing.resized(20)));
        for (DataOptions options : List.of(DataOptions.DEFAULT, DataOptions.DEFAULT.withValidate(0.2),
                DataOptions.DEFAULT.withTrainPart("val").withTestPart("train"),
                DataOptions.DEFAULT.withClasses(ClassNames.of(List.of("emu", "dog", "cat"))))) {
            assertSame(preparation(3, 20), set.toString(), packed.toString(), options);
        }
        assertSame(preparation(3, 20, 12), set.toString(), packed.toString(), DataOptions.DEFAULT);
    }

    @Test
    void whatIsPackedForANetOfGreyImagesIsGrey() {
        Path set = photographs();
        Preparation grey = preparation(1, 20);
        Path packed = pack(set, Optional.of(Packing.of(grey)));
        assertSame(grey, set.toString(), packed.toString(), DataOptions.DEFAULT);
        assertThat(Dataset.open(packed.toString(), DataOptions.DEFAULT).train().image(0).channels()).isEqualTo(1);
    }

    @Test
    void imagesAsTheyWereDecodedServeEveryNet() {
        Path set = photographs();
        Path packed = pack(set, Optional.of(Packing.NONE));
        for (Preparation net : List.of(preparation(3, 20), preparation(1, 11), preparation(3, 30, 9))) {
            assertSame(net, set.toString(), packed.toString(), DataOptions.DEFAULT);
        }
        Path again = pack(packed, Optional.of(Packing.resized(20)));
        assertSame(preparation(3, 20), set.toString(), again.toString(), DataOptions.DEFAULT);
    }

    @Test
    void smallImagesOfOneSizeStayAsTheyAreAndOthersBecomeThePapers() {
        Path file = folder.resolve("digits.pack");
        Packer.Result result = Packer.pack(Packer.Request.of("digits"), file, (n, all) -> {});
        assertThat(result.packing()).isEqualTo(Packing.NONE);
        assertThat(result.parts()).containsExactly(new Packer.Result.Count("test", 360),
                new Packer.Result.Count("train", 1437));
        assertThat(result.bytes()).isEqualTo(file.toFile().length());
        assertSame(preparation(1), "digits", file.toString(), DataOptions.DEFAULT);
        assertSame(preparation(3, 16), "digits", file.toString(), DataOptions.DEFAULT.withValidate(0.1));
        Path set = photographs();
        Packer.Result photographs = Packer.pack(Packer.Request.of(set.toString()), file, (n, all) -> {});
        assertThat(photographs.packing()).isEqualTo(Packing.resized(256));
        assertThat(photographs.packing().inWords())
                .isEqualTo("with the shorter side at 256, of which the central 256 x 256");
    }

    @Test
    void greyImagesThatWereResizedServeNetsOfBothKinds() {
        Path set = folder.resolve("grey");
        TestData.write(set.resolve("train/a/1.png"), grey("png"));
        TestData.write(set.resolve("train/b/1.png"), grey("png"));
        TestData.write(set.resolve("test/b/1.png"), grey("png"));
        Path packed = pack(set, Optional.of(Packing.resized(20)));
        for (int channels : new int[]{1, 3}) {
            assertSame(preparation(channels, 20), set.toString(), packed.toString(), DataOptions.DEFAULT);
        }
    }

    @Test
    void aFileThatWasPackedForAnotherNetSaysHowToMakeOneThatFits() {
        Path set = photographs();
        Path packed = pack(set, Optional.of(Packing.resized(20)));
        Part train = Dataset.open(packed.toString(), DataOptions.DEFAULT).train();
        assertThatThrownBy(() -> preparation(3, 24).sizeOf(train)).isInstanceOf(DataException.class)
                .hasMessage(packed + ": " + set.resolve("train/cat/0.jpg")
                        + ": was packed with the shorter side at 20, of which the central 20 x 20, and the net reads"
                        + " images with `resize(24)`, in colour: `netc data pack DIR -o FILE --for MODEL` makes a"
                        + " file that fits it");
        assertThatThrownBy(() -> preparation(3).sizeOf(train)).isInstanceOf(DataException.class)
                .hasMessageContaining("with no `resize`");
        assertThatThrownBy(() -> preparation(1, 20).sizeOf(train)).isInstanceOf(DataException.class)
                .hasMessageContaining("in grey: `netc data pack");
        Part grey = Dataset.open(pack(set, Optional.of(Packing.of(preparation(1, 20)))).toString(), DataOptions.DEFAULT)
                .train();
        assertThatThrownBy(() -> preparation(3, 20).sizeOf(grey)).isInstanceOf(DataException.class)
                .hasMessageContaining("in grey, and the net reads");
    }

    @Test
    void whatWasPackedSmallIsNotPackedLarger() {
        Path packed = pack(photographs(), Optional.of(Packing.resized(20)));
        assertThatThrownBy(() -> pack(packed, Optional.of(Packing.resized(30)))).isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be packed with the shorter side at 30");
    }

    @Test
    void oneWordFromAnotherDatasetIsNoPart() {
        Path set = photographs();
        assertThatThrownBy(() -> Packer.pack(new Packer.Request(set.toString(), List.of("test"), Optional.empty(),
                Optional.empty()), folder.resolve("x"), (n, all) -> {})).isInstanceOf(DataException.class)
                .hasMessageContaining("has no part `test`, but `train`, `val`");
    }

    @Test
    void partsMayBeChosenAndClassesNamed() {
        Path set = photographs();
        Path file = folder.resolve("val.pack");
        ClassNames classes = ClassNames.parse("", "emu\ndog Canis familiaris\ncat Felis catus\n");
        Packer.pack(new Packer.Request(set.toString(), List.of("val"), Optional.of(classes), Optional.empty()), file,
                (n, all) -> {});
        Dataset data = Dataset.open(file.toString(), DataOptions.DEFAULT);
        assertThat(data.classes()).isEqualTo(classes);
        assertThat(data.test().label(0)).isEqualTo(2);
        assertThat(data.description()).contains("images in class folders, packed with the shorter side at 256",
                "3 classes", "19 to validate and to test with");
        assertThatThrownBy(data::train).isInstanceOf(DataException.class).hasMessageContaining("no part `train`");
        assertThatThrownBy(() -> Dataset.open(file.toString(),
                DataOptions.DEFAULT.withClasses(ClassNames.of(List.of("cat", "emu")))))
                .isInstanceOf(DataException.class).hasMessageContaining("has a class `dog`, which is none of the 2");
    }

    @Test
    void aBrokenImageLeavesNoFile() {
        Path set = photographs();
        TestData.write(set.resolve("train/cat/5.jpg"), TestData.text("no image"));
        assertThatThrownBy(() -> pack(set, Optional.empty())).isInstanceOf(DataException.class)
                .hasMessageContaining("5.jpg: is no JPEG");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void moreThanThereIsRoomForIsSaidBeforeAnythingIsDecoded() {
        assertThatThrownBy(() -> Packer.pack(new Packer.Request("digits", List.of(), Optional.empty(),
                Optional.of(Packing.resized(1 << 20))), folder.resolve("x.pack"), (n, all) -> {}))
                .isInstanceOf(DataException.class).hasMessageContaining("MiB are free there");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void statisticsAreFoundAgainWithoutTheImages() throws Exception {
        Path packed = pack(photographs(), Optional.of(Packing.resized(20)));
        KeptStatistics kept = new KeptStatistics(KeptFiles.in(folder.resolve("kept")));
        PreparedPart part = new PreparedPart(Dataset.open(packed.toString(), DataOptions.DEFAULT).train(),
                preparation(3, 20), new CacheRoom(0));
        byte[] first = kept.measure(part, true).toBytes();
        try (var files = Files.list(folder.resolve("kept"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(kept.measure(part, true).toBytes()).isEqualTo(first);
    }
}
