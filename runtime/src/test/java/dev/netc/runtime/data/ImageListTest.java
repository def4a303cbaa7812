package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ImageNet as it is found on disks, in small: class folders to train with, loose images and a list to validate with. */
class ImageListTest {
    private static final String TENCH = "n01440764";
    private static final String SNAKE = "n01751748";
    private static final String FOX = "n02119789";

    private static final String CAFFE = """
            ILSVRC2012_val_00000001.JPEG 1
            ILSVRC2012_val_00000002.JPEG 2
            ILSVRC2012_val_00000003.JPEG 0
            ILSVRC2012_val_00000004.JPEG 0
            """;

    @TempDir
    Path folder;

    private void image(String entry) {
        TestData.write(folder.resolve(entry), TestData.image("jpg", 4, 4, 0x336699));
    }

    private void text(String entry, String text) {
        TestData.write(folder.resolve(entry), TestData.text(text));
    }

    /** The folders of ImageNet under a root, the images of {@code val} loose. */
    private void imageNet(String root) {
        for (String synset : List.of(TENCH, SNAKE, FOX)) {
            image(root + "train/" + synset + "/" + synset + "_1.JPEG");
        }
        for (int i = 1; i <= 4; i++) {
            image(root + "val/ILSVRC2012_val_0000000" + i + ".JPEG");
        }
    }

    private Dataset open() {
        return Dataset.open(folder.toString(), DataOptions.DEFAULT);
    }

    /** The classes of the validation images, in the order of the images' names. */
    private static List<String> classes(Dataset data) {
        Part part = data.test();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            String name = part.entry(i).substring(part.entry(i).lastIndexOf('/') + 1);
            found.add(name + " " + data.classes().folders().get(part.label(i)));
        }
        return found.stream().sorted().map(line -> line.split(" ", -1)[1]).toList();
    }

    @Test
    void theDevelopmentKitsListCountsAsIlsvrcDoes() {
        imageNet("");
        text("devkit/data/ILSVRC2012_validation_ground_truth.txt", "490\n1\n449\n1\n");
        text("devkit/data/map_clsloc.txt", FOX + " 1 kit_fox\n" + TENCH + " 449 tench\n" + SNAKE + " 490 sea_snake\n");
        Dataset data = open();
        assertThat(classes(data)).containsExactly(SNAKE, FOX, TENCH, FOX);
        assertThat(data.classes().folders()).containsExactly(TENCH, SNAKE, FOX);
        assertThat(data.test().name()).isEqualTo("val");
        assertThat(data.train().size()).isEqualTo(3);
    }

    @Test
    void ilsvrcsNumbersAreNotGuessed() {
        imageNet("");
        text("ILSVRC2012_validation_ground_truth.txt", "490\n1\n449\n1\n");
        Dataset data = open();
        assertThat(data.train().size()).isEqualTo(3);
        assertThatThrownBy(data::test).isInstanceOf(DataException.class)
                .hasMessageContaining("ILSVRC2012_validation_ground_truth.txt: gives classes by ILSVRC's own numbers")
                .hasMessageContaining("map_clsloc.txt").hasMessageContaining("LOC_val_solution.csv");
        text("map_clsloc.txt", FOX + " 1 kit_fox\n" + TENCH + " 449 tench\n");
        assertThatThrownBy(() -> open().test()).isInstanceOf(DataException.class)
                .hasMessageContaining("line 1 says class 490, which map_clsloc.txt does not know");
    }

    @Test
    void kagglesFoldersAndListAreFound() {
        imageNet("ILSVRC/Data/CLS-LOC/");
        image("ILSVRC/Data/CLS-LOC/test/ILSVRC2012_test_00000001.JPEG");
        text("ILSVRC/Annotations/CLS-LOC/train/" + TENCH + "/" + TENCH + "_1.xml", "<annotation/>");
        text("ILSVRC/ImageSets/CLS-LOC/val.txt", "ILSVRC2012_val_00000001 1\nILSVRC2012_val_00000002 2\n");
        text("LOC_val_solution.csv", """
                ImageId,PredictionString
                ILSVRC2012_val_00000003,n01751748 85 1 499 272
                ILSVRC2012_val_00000001,n02119789 131 0 499 254 n02119789 1 2 3 4
                ILSVRC2012_val_00000004,n01440764 93 38 457 332\s
                ILSVRC2012_val_00000002,n01440764 0 60 375 499\s
                """);
        Dataset data = open();
        assertThat(classes(data)).containsExactly(FOX, TENCH, SNAKE, TENCH);
        assertThat(data.train().size()).isEqualTo(3);
    }

    @Test
    void caffesNumbersCountTheSynsetsFromNought() {
        imageNet("");
        text("val.txt", CAFFE);
        assertThat(classes(open())).containsExactly(SNAKE, FOX, TENCH, TENCH);
        text("synset_words.txt", SNAKE + " sea snake\n" + TENCH + " tench, Tinca tinca\n" + FOX + " kit fox\n");
        assertThat(classes(open())).containsExactly(TENCH, FOX, SNAKE, SNAKE);
    }

    @Test
    void classesMayStandAloneInTheOrderOfTheImages() {
        imageNet("");
        text("val_labels.txt", SNAKE + "\n" + FOX + "\n\n" + FOX + "\n" + TENCH + "\n");
        assertThat(classes(open())).containsExactly(SNAKE, FOX, FOX, TENCH);
    }

    @Test
    void imagesThatLieInAFolderOfTheirOwnAreListedToo() {
        for (String synset : List.of(TENCH, FOX)) {
            image("train/" + synset + "/images/" + synset + "_0.JPEG");
        }
        image("val/images/val_0.JPEG");
        image("val/images/val_1.JPEG");
        text("val/val_annotations.txt", "val_1.JPEG\tn01440764\t0\t32\t44\t62\nval_0.JPEG\tn02119789\t1\t2\t3\t4\n");
        assertThat(classes(open())).containsExactly(FOX, TENCH);
    }

    @Test
    void validationImagesAloneAreEnoughToTest() {
        image("imagenet/val/ILSVRC2012_val_00000001.JPEG");
        image("imagenet/val/ILSVRC2012_val_00000002.JPEG");
        text("imagenet/val.txt", "ILSVRC2012_val_00000001.JPEG " + FOX + "\nILSVRC2012_val_00000002.JPEG " + TENCH);
        Dataset data = Dataset.open(folder.toString(),
                DataOptions.DEFAULT.withClasses(ClassNames.of(List.of(SNAKE, FOX, TENCH))));
        assertThat(data.test().label(0)).isEqualTo(2);
        assertThat(classes(data)).containsExactly(FOX, TENCH);
    }

    @Test
    void anArchiveMayHoldTheList() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("set/train/" + FOX + "/1.JPEG", TestData.image("jpg", 4, 4, 0));
        entries.put("set/val/b.JPEG", TestData.image("jpg", 4, 4, 0));
        entries.put("set/val/a.JPEG", TestData.image("jpg", 4, 4, 0));
        entries.put("set/val.txt", TestData.text("b " + FOX + "\na.JPEG " + FOX + "\n"));
        TestData.write(folder.resolve("set.tar"), TestData.tar(entries));
        Dataset data = Dataset.open(folder.resolve("set.tar").toString(), DataOptions.DEFAULT);
        assertThat(classes(data)).containsExactly(FOX, FOX);
    }

    @Test
    void whatIsListedIsPackedWithItsClasses() {
        imageNet("");
        text("val.txt", CAFFE);
        Path packed = folder.resolve("imagenet.pack");
        Packer.pack(Packer.Request.of(folder.toString()), packed, (images, all) -> {});
        assertThat(classes(Dataset.open(packed.toString(), DataOptions.DEFAULT))).isEqualTo(classes(open()));
    }

    @Test
    void aListThatDoesNotFitIsAnErrorInWords() {
        imageNet("");
        assertList("val_labels.txt", SNAKE + "\n" + FOX + "\n", "val_labels.txt: has 2 lines for 4 images");
        assertList("val.txt", "ILSVRC2012_val_00000001.JPEG " + FOX + "\n", "says nothing of the image ");
        assertList("val.txt", "ILSVRC2012_val_00000001.JPEG 7\n", "line 1 says class 7, and there are 3, from 0 on");
        assertList("val.txt", "\n", "val.txt: is empty");
        assertList("val.txt", " ,\n\t,,\n", "val.txt: is empty");
        assertList("val.txt", "ILSVRC2012_val_00000001.JPEG 1\n,\nILSVRC2012_val_00000002.JPEG\n",
                "line 3 names no class");
        assertList("val.txt", "ILSVRC2012_val_00000001.JPEG " + FOX + "\nILSVRC2012_val_00000002.JPEG,\n",
                "line 2 names no class");
    }

    private void assertList(String name, String text, String words) {
        text(name, text);
        Dataset data = open();
        assertThatThrownBy(data::test).isInstanceOf(DataException.class).hasMessageContaining(words);
        assertThatThrownBy(data::checkValidation).isInstanceOf(DataException.class).hasMessageContaining(words);
        assertThatThrownBy(data::validation).isInstanceOf(DataException.class).hasMessageContaining(words);
        assertThat(folder.resolve(name).toFile().delete()).isTrue();
    }

    /** Folders 0 to 10, which in name order are 0, 1, 10, 2 …, and two loose images. */
    private void foldersNamedByNumbers() {
        for (int i = 0; i <= 10; i++) {
            image("train/" + i + "/" + i + ".png");
        }
        image("val/a.png");
        image("val/b.png");
    }

    @Test
    void aNumberThatIsOneFoldersNameAndAnothersPlaceIsRefused() {
        foldersNamedByNumbers();
        assertList("val.txt", "a.png 1\nb.png 2\n", "line 2 says class 2, which may be the name of the folder `2`,"
                + " or the place, from 0 on, of `10`: images in class folders leave no doubt, nor does `synsets.txt`");
        text("val.txt", "a.png 1\nb.png 0\n");
        assertThat(classes(open())).containsExactly("1", "0");
        text("val.txt", "a.png 2\nb.png 10\n");
        text("synsets.txt", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
        assertThat(classes(open())).containsExactly("2", "10");
    }

    @Test
    void numbersThatCannotBePlacesAreNames() throws Exception {
        foldersNamedByNumbers();
        Files.delete(folder.resolve("train/0/0.png"));
        Files.delete(folder.resolve("train/0"));
        text("val.txt", "a.png 2\nb.png 10\n");
        assertThat(classes(open())).containsExactly("2", "10");
    }

    @Test
    void numbersThatAreNotAllNamesArePlaces() throws Exception {
        foldersNamedByNumbers();
        Files.delete(folder.resolve("train/0/0.png"));
        Files.delete(folder.resolve("train/0"));
        text("val.txt", "a.png 0\nb.png 1\n");
        assertThat(classes(open())).containsExactly("1", "10");
    }

    @Test
    void aListOfAPartThatNobodyAskedForMayBeWrong() {
        imageNet("");
        image("test/ILSVRC2012_test_00000001.JPEG");
        text("test.txt", "ILSVRC2012_test_00000001.JPEG 1001\n");
        text("val.txt", CAFFE);
        String words = "test.txt: line 1 says class 1001, and there are 3, from 0 on";
        Dataset data = open();
        assertThat(data.test().name()).isEqualTo("val");
        assertThat(data.watchesTest()).isTrue();
        assertThatThrownBy(() -> Dataset.open(folder.toString(), DataOptions.DEFAULT.withTestPart("test")))
                .isInstanceOf(DataException.class).hasMessageContaining(words);
        Path packed = folder.resolve("imagenet.pack");
        assertThatThrownBy(() -> Packer.pack(Packer.Request.of(folder.toString()), packed, (images, all) -> {}))
                .isInstanceOf(DataException.class).hasMessageContaining(words);
        Packer.pack(new Packer.Request(folder.toString(), List.of("train", "val"), Optional.empty(), Optional.empty()),
                packed, (images, all) -> {});
        assertThat(classes(Dataset.open(packed.toString(), DataOptions.DEFAULT))).isEqualTo(classes(data));
        text("val.txt", "ILSVRC2012_val_00000001.JPEG 7\n");
        assertThat(Dataset.open(folder.toString(), DataOptions.DEFAULT.withValidate(0.3)).validation().orElseThrow()
                .size()).isEqualTo(1);
    }

    @Test
    void whereNoOtherPartIsThereTheListIsSaidAtOnce() {
        image("val/a.JPEG");
        text("val.txt", "a.JPEG\tn01440764\nb.JPEG\n");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("line 2 names no class");
    }

    @Test
    void looseImagesWithoutAListAreSaidWhereTheyAreMissed() throws Exception {
        imageNet("");
        Dataset data = open();
        assertThat(data.train().size()).isEqualTo(3);
        assertThat(data.hasTest()).isFalse();
        assertThatThrownBy(data::test).isInstanceOf(DataException.class)
                .hasMessageContaining("its only part is `train`; `val` holds images in no class folder")
                .hasMessageContaining("`val.txt` with a line `IMAGE CLASS`");
        Path only = Files.createDirectories(folder.resolve("only"));
        TestData.write(only.resolve("val/a.JPEG"), TestData.image("jpg", 4, 4, 0));
        assertThatThrownBy(() -> Dataset.open(only.toString(), DataOptions.DEFAULT)).isInstanceOf(DataException.class)
                .hasMessageContaining("has no part that can be used; `val` holds images in no class folder");
        assertThatThrownBy(
                () -> Packer.pack(Packer.Request.of(only.toString()), folder.resolve("only.pack"), (n, all) -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no part that can be packed; `val` holds images in no class folder");
    }
}
