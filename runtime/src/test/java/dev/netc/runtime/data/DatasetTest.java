package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    @TempDir
    Path folder;

    private void image(String entry) {
        TestData.write(folder.resolve(entry), TestData.image("png", 2, 2, entry.contains("/cat/") ? RED : BLUE));
    }

    private void catsAndDogs() {
        image("train/cat/1.png");
        image("train/cat/2.png");
        image("train/dog/1.png");
        image("test/dog/9.png");
    }

    private Dataset open() {
        return Dataset.open(folder.toString(), DataOptions.DEFAULT);
    }

    @Test
    void foldersAreClassesInNameOrder() {
        catsAndDogs();
        Dataset data = open();
        assertThat(data.classes().folders()).containsExactly("cat", "dog");
        assertThat(data.train().size()).isEqualTo(3);
        assertThat(data.train().label(1)).isZero();
        assertThat(data.train().label(2)).isEqualTo(1);
        assertThat(data.train().image(0).at(1, 1, 0)).isEqualTo(255);
        assertThat(data.train().image(2).at(1, 1, 2)).isEqualTo(255);
        assertThat(data.train().entry(2)).endsWith("train/dog/1.png");
    }

    @Test
    void whereThereIsNoValTheTestPartIsWatchedAndTheDescriptionSaysSo() {
        catsAndDogs();
        Dataset data = open();
        assertThat(data.watchesTest()).isTrue();
        assertThat(data.description()).contains("2 classes").contains("3 images to train with")
                .contains("1 to validate and to test with");
    }

    @Test
    void valIsWatchedAndTestIsReportedWhereBothAreThere() {
        catsAndDogs();
        image("val/cat/7.png");
        image("val/cat/8.png");
        Dataset data = open();
        assertThat(data.watchesTest()).isFalse();
        assertThat(data.validation().orElseThrow().size()).isEqualTo(2);
        assertThat(data.test().size()).isEqualTo(1);
    }

    @Test
    void valIsTheTestPartWhereThereIsNoOther() {
        image("train/cat/1.png");
        image("val/cat/7.png");
        assertThat(open().test().name()).isEqualTo("val");
        assertThat(open().watchesTest()).isTrue();
    }

    @Test
    void onePartMayBeTrainedAndTestedWith() {
        image("test/cat/1.png");
        image("test/dog/1.png");
        Dataset data = Dataset.open(folder.toString(), DataOptions.DEFAULT.withTrainPart("test"));
        assertThat(data.train().size()).isEqualTo(2);
        assertThat(data.test()).isSameAs(data.train());
    }

    @Test
    void aMissingPartIsNamedOnlyWhenItIsAskedFor() {
        image("test/cat/1.png");
        Dataset data = open();
        assertThat(data.test().size()).isEqualTo(1);
        assertThatThrownBy(data::train).isInstanceOf(DataException.class).hasMessageContaining("no part `train`")
                .hasMessageContaining("`test`").hasMessageContaining("--train-part");
    }

    @Test
    void aPartThatTheUserNamesMustBeThere() {
        catsAndDogs();
        assertThatThrownBy(() -> Dataset.open(folder.toString(), DataOptions.DEFAULT.withTestPart("tset")))
                .isInstanceOf(DataException.class).hasMessageContaining("no part `tset`")
                .hasMessageContaining("`test`, `train`");
    }

    @Test
    void aShareIsHeldBackOnceAndForAll() {
        for (int i = 0; i < 50; i++) {
            image("train/cat/" + i + ".png");
        }
        image("test/cat/1.png");
        DataOptions options = DataOptions.DEFAULT.withValidate(0.1);
        Dataset data = Dataset.open(folder.toString(), options);
        Part held = data.validation().orElseThrow();
        assertThat(held.size()).isEqualTo(5);
        assertThat(data.train().size()).isEqualTo(45);
        assertThat(data.test().size()).isEqualTo(1);
        assertThat(data.watchesTest()).isFalse();
        Set<String> entries = entries(held);
        assertThat(entries).doesNotContainAnyElementsOf(entries(data.train()));
        assertThat(entries(Dataset.open(folder.toString(), options).validation().orElseThrow())).isEqualTo(entries);
    }

    private static Set<String> entries(Part part) {
        Set<String> entries = new HashSet<>();
        for (int i = 0; i < part.size(); i++) {
            entries.add(part.entry(i));
        }
        return entries;
    }

    @Test
    void holdingBackEverythingIsAnError() {
        image("train/cat/1.png");
        assertThatThrownBy(() -> Dataset.open(folder.toString(), DataOptions.DEFAULT.withValidate(0.9)))
                .isInstanceOf(DataException.class).hasMessageContaining("leave none to train with");
    }

    @Test
    void aFileOfClassesGivesOrderAndNames() {
        catsAndDogs();
        TestData.write(folder.resolve("names.txt"), TestData.text("dog Canis familiaris\nfox\ncat Felis catus\n"));
        ClassNames classes = ClassNames.read(folder.resolve("names.txt"));
        Dataset data = Dataset.open(folder.toString(), DataOptions.DEFAULT.withClasses(classes));
        assertThat(data.classes().shown()).containsExactly("Canis familiaris", "fox", "Felis catus");
        assertThat(data.train().label(0)).isEqualTo(2);
        assertThat(data.train().label(2)).isZero();
        assertThat(ClassNames.parse("", classes.text())).isEqualTo(classes);
    }

    @Test
    void anyNameOfAFolderComesBackFromTheTextOfItsClasses() {
        ClassNames classes = new ClassNames(
                List.of("hot dog", "hot pot", " led by a space", "n01", "ends in one ", "last"),
                List.of("hot dog", "stew", " led by a space", "gold fish\twith a tab", "shown", "ends in a space "));
        assertThat(ClassNames.parse("", classes.text())).isEqualTo(classes);
    }

    @Test
    void aClassesTextWithoutTabsIsReadAsItWasWritten() {
        assertThat(ClassNames.parse("", "cat\n  dog   wild dog\r\n\n \n"))
                .isEqualTo(new ClassNames(List.of("cat", "dog"), List.of("cat", "wild dog")));
        assertThat(ClassNames.parse("", "hot dog\tHot Dog\nhot pot\t\tHot Pot\n"))
                .isEqualTo(new ClassNames(List.of("hot dog", "hot pot"), List.of("Hot Dog", "Hot Pot")));
    }

    @Test
    void aFolderThatNoListOfClassesCouldNameIsAnError() {
        image("train/hot\tdog/1.png");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("a class folder's name holds a tab or a line break");
    }

    @Test
    void aFolderThatIsNoClassIsNamed() {
        catsAndDogs();
        image("test/zebra/1.png");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("`test` has a class `zebra`")
                .hasMessageContaining("cat, dog");
    }

    @Test
    void aFileOfClassesThatNamesOneTwiceIsAnError() {
        assertThatThrownBy(() -> ClassNames.parse("names.txt", "cat\ndog\ncat\n")).isInstanceOf(DataException.class)
                .hasMessage("names.txt: `cat` stands on line 1 and on line 3");
    }

    @Test
    void anEmptyClassIsNamed() throws Exception {
        catsAndDogs();
        Files.createDirectories(folder.resolve("train/emu"));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class)
                .hasMessageContaining("class `emu` of part `train` has no image");
    }

    @Test
    void whatIsNoImageIsPassedOver() {
        catsAndDogs();
        TestData.write(folder.resolve("train/cat/notes.txt"), TestData.text("soft"));
        TestData.write(folder.resolve("train/cat/.hidden.png"), TestData.text("soft"));
        TestData.write(folder.resolve("README.md"), TestData.text("pets"));
        assertThat(open().train().size()).isEqualTo(3);
    }

    @Test
    void anImageWithoutAnEndingIsAnImage() {
        catsAndDogs();
        TestData.write(folder.resolve("train/dog/unnamed"), TestData.image("jpg", 4, 4, BLUE));
        assertThat(open().train().size()).isEqualTo(4);
    }

    @Test
    void fewerClassesThanTheModelHasAreSaidAndMoreAreAnError() {
        catsAndDogs();
        Dataset data = open();
        assertThat(data.checkClasses(2)).isEmpty();
        assertThat(data.checkClasses(1000)).hasValueSatisfying(
                warning -> assertThat(warning).contains("2 classes").contains("1000"));
        assertThatThrownBy(() -> data.checkClasses(1)).isInstanceOf(DataException.class)
                .hasMessageContaining("has 2 classes, the model 1").hasMessageContaining("-P classes=2");
    }

    @Test
    void aFolderOfNothingKnownSaysWhatIsKnown() {
        TestData.write(folder.resolve("a/b.txt"), new byte[]{1});
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("train/CLASS/IMAGE")
                .hasMessageContaining("data_batch_1.bin");
    }

    @Test
    void aLocationThatIsNotThereOffersTheDigits() {
        assertThatThrownBy(() -> Dataset.open(folder.resolve("nowhere").toString(), DataOptions.DEFAULT))
                .isInstanceOf(DataException.class).hasMessageContaining("nowhere").hasMessageContaining("`digits`");
    }

    @Test
    void theShippedDigitsAreFourteenHundredAndThirtySevenAndThreeHundredAndSixty() {
        Dataset data = Dataset.open("digits", DataOptions.DEFAULT);
        assertThat(data.train().size()).isEqualTo(1437);
        assertThat(data.test().size()).isEqualTo(360);
        assertThat(data.classes().size()).isEqualTo(10);
        Pixels first = data.train().image(0);
        int[] row = new int[8];
        Arrays.setAll(row, x -> first.at(0, x, 0));
        assertThat(row).containsExactly(0, 0, 80, 207, 143, 16, 0, 0); // 0,0,5,13,9,1,0,0 times 255/16
        assertThat(data.train().label(2)).isEqualTo(2);
        assertThat(data.test().entry(0)).isEqualTo("digits: image 1437");
    }

    @Test
    void anArchiveIsReadLikeTheFolderThatItHolds() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("README.md", TestData.text("pets"));
        entries.put("./pets/train/dog/1.png", TestData.image("png", 2, 2, BLUE));
        entries.put("./pets/train/cat/1.png", TestData.image("png", 2, 2, RED));
        entries.put("./pets/test/cat/2.jpg", TestData.image("png", 2, 2, RED));
        TestData.write(folder.resolve("a.tar"), TestData.tar(entries));
        TestData.write(folder.resolve("b.tar.gz"), TestData.gzip(TestData.tar(entries)));
        for (String archive : new String[]{"a.tar", "b.tar.gz"}) {
            Dataset data = Dataset.open(folder.resolve(archive).toString(), DataOptions.DEFAULT);
            assertThat(data.classes().folders()).containsExactly("cat", "dog");
            assertThat(data.train().image(0).at(0, 0, 0)).isEqualTo(255);
            assertThat(data.train().entry(1)).isEqualTo(folder.resolve(archive) + ": pets/train/dog/1.png");
            assertThat(data.test().image(0).at(1, 1, 0)).isEqualTo(255);
        }
    }

    private ClassNames suggesting(String location, String... names) {
        return Dataset.open(location, DataOptions.DEFAULT.withSuggested(ClassNames.of(List.of(names)))).classes();
    }

    @Test
    void suggestedClassesAreTakenWhereTheDataHasNoOthers() {
        catsAndDogs();
        assertThat(suggesting(folder.toString(), "dog", "fox", "cat").folders()).containsExactly("dog", "fox", "cat");
        assertThat(suggesting(folder.toString(), "dog", "fox").folders()).containsExactly("cat", "dog");
        ClassNames said = ClassNames.of(List.of("dog", "cat"));
        assertThat(Dataset.open(folder.toString(), DataOptions.DEFAULT.withClasses(said)
                .withSuggested(ClassNames.of(List.of("cat", "dog")))).classes()).isEqualTo(said);
    }

    @Test
    void whereLabelsAreNumbersTheOrderOfSuggestedClassesCountsToo() {
        assertThat(suggesting("digits", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0").folders()).startsWith("0");
        assertThat(suggesting("digits", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "none").size()).isEqualTo(11);
    }

    /** A file with a hole: its gigabytes take no room on the disk. */
    @Test
    void aFileThatThereIsNoMemoryForIsSaidToBeTooLarge() throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(folder.resolve("1.png").toFile(), "rw")) {
            large.setLength(3L << 30);
        }
        Folder files = Folder.open(folder);
        assertThatThrownBy(() -> files.read("1.png")).isInstanceOf(DataException.class)
                .hasMessageContaining("1.png: cannot be read: it takes 3221225472 bytes of memory, more than Java has")
                .hasMessageContaining("one file at most 2047");
    }
}
