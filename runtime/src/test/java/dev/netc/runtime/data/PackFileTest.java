package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed files from strangers, and large ones. */
class PackFileTest {
    private static final int HEADER_BYTES_AT = 12;
    private static final int HEADER_AT_AT = 16;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void pack() {
        Path set = folder.resolve("set");
        for (String entry : List.of("train/cat/1", "train/cat/2", "train/dog/1", "test/dog/2")) {
            TestData.write(set.resolve(entry + ".png"), TestData.noisy("png", 5, 6 + entry.hashCode() % 2));
        }
        file = folder.resolve("set.pack");
        Packer.pack(new Packer.Request(set.toString(), List.of(), Optional.empty(), Optional.of(Packing.NONE)), file,
                (n, all) -> {});
    }

    /** What lies in a packed file, taken apart to be changed. */
    private static final class Pieces {
        private final byte[] bytes;
        private byte[] header;
        private byte[] index;
        private long headerAt;

        Pieces(byte[] bytes) {
            this.bytes = bytes;
            ByteBuffer prologue = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            headerAt = prologue.getLong(HEADER_AT_AT);
            int length = prologue.getInt(HEADER_BYTES_AT);
            header = Arrays.copyOfRange(bytes, (int) headerAt, (int) headerAt + length);
            index = Arrays.copyOfRange(bytes, (int) headerAt + length, bytes.length);
        }

        void header(UnaryOperator<String> change) {
            String before = new String(header, StandardCharsets.UTF_8);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            header = after.getBytes(StandardCharsets.UTF_8);
        }

        ByteBuffer entries() {
            return ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
        }

        byte[] joined() {
            byte[] pixels = Arrays.copyOfRange(bytes, PackFormat.PROLOGUE, (int) headerAt);
            byte[] prologue = PackFormat.prologue(headerAt, header, index.length, index);
            return ByteBuffer.allocate(prologue.length + pixels.length + header.length + index.length).put(prologue)
                    .put(pixels).put(header).put(index).array();
        }
    }

    private Dataset open() {
        return Dataset.open(file.toString(), DataOptions.DEFAULT);
    }

    /** Changes the file so that its hash is right again, as whoever means harm would. */
    private void change(Consumer<Pieces> change) throws IOException {
        Pieces pieces = new Pieces(Files.readAllBytes(file));
        change.accept(pieces);
        Files.write(file, pieces.joined());
    }

    @Test
    void aFileThatWasTakenApartAndJoinedIsTheSame() throws IOException {
        byte[] before = Files.readAllBytes(file);
        change(pieces -> {});
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = PackFormat.MAGIC.length(); length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open).as("%d bytes", length).isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ends early");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("goes on after its end");
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[PackFormat.MAGIC.length()] = 7;
        Files.write(file, bytes);
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessage(file
                + ": is a packed file of version 7, and this netc reads version 1: `netc data pack` makes one of the"
                + " images that it was packed from");
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int headerAt = (int) new Pieces(whole).headerAt;
        for (int at = PackFormat.MAGIC.length(); at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            Files.write(file, bytes);
            boolean pixel = at >= PackFormat.PROLOGUE && at < headerAt;
            assertThatThrownBy(() -> {
                for (Part part : List.of(open().train(), open().test())) {
                    for (int i = 0; i < part.size(); i++) {
                        part.image(i);
                    }
                }
            }).as("byte %d", at).isInstanceOf(DataException.class).hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(pixel ? "is damaged: its bytes are not what their hash says" : "");
        }
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        assertLie(pieces -> pieces.entries().putInt(8, 1 << 30), "pixels of 3 channels");
        assertLie(pieces -> pieces.entries().putInt(12, -4), "-4 pixels");
        assertLie(pieces -> pieces.entries().putInt(16, 2), "of 2 channels");
        assertLie(pieces -> pieces.entries().putInt(20, 2), "has label 2; part `test` has 1 classes");
        assertLie(pieces -> pieces.entries().putInt(20, -1), "has label -1");
        assertLie(pieces -> pieces.entries().putInt(24, -1), "has a name that ends at byte -1");
        assertLie(pieces -> pieces.entries().putInt(24, 1 << 20), "has a name that ends at byte 1048576");
        assertLie(pieces -> pieces.entries().putLong(0, Long.MAX_VALUE - 3), "outside of what is there");
        assertLie(pieces -> pieces.entries().putLong(0, -5), "outside of what is there");
        assertLie(pieces -> pieces.entries().putLong(0, 3), "outside of what is there");
    }

    @Test
    void headersThatLieAreRefused() throws IOException {
        assertLie(pieces -> pieces.header(h -> h.replace("\"images\":3", "\"images\":2000000000")),
                "its header speaks of 2000000001 images");
        assertLie(pieces -> pieces.header(h -> h.replace("\"images\":3", "\"images\":-3")), "its header is not what");
        assertLie(pieces -> pieces.header(h -> h.replace("\"name\":\"train\"", "\"name\":\"test\"")), "its header");
        assertLie(pieces -> pieces.header(h -> h.replace("\"AS_DECODED\"", "\"PINK\"")), "its header");
        assertLie(pieces -> pieces.header(h -> h.replace("\"resizes\":[]", "\"resizes\":[-1]")), "its header");
        assertLie(pieces -> pieces.header(h -> "null"), "its header");
        assertLie(pieces -> pieces.header(h -> h.substring(1)), "its header");
        assertLie(pieces -> pieces.header(h -> h + h), "its header");
        assertLie(pieces -> pieces.headerAt -= 1, "outside of what is there");
    }

    @Test
    void headersThatSayNothingAreRefused() throws IOException {
        for (String said : List.of("\"kind\":\"images in class folders\"",
                "\"packing\":{\"resizes\":[],\"colors\":\"AS_DECODED\"}",
                "\"resizes\":[]", "\"colors\":\"AS_DECODED\"", "\"numbered\":false", "\"name\":\"train\"",
                "\"images\":3",
                "\"folders\":[\"cat\",\"dog\"]", "\"shown\":[\"cat\",\"dog\"]")) {
            String nothing = said.substring(0, said.indexOf(':') + 1) + "null";
            assertLie(pieces -> pieces.header(h -> h.replace(said, nothing)), "its header is not what");
        }
        assertLie(pieces -> pieces.header(h -> h.replace("[\"cat\",\"dog\"]", "[\"cat\",null]")), "its header");
        assertLie(pieces -> pieces.header(h -> h.replace("\"resizes\":[]", "\"resizes\":[null]")), "its header");
    }

    private void assertLie(Consumer<Pieces> lie, String words) throws IOException {
        byte[] right = Files.readAllBytes(file);
        change(lie);
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageStartingWith(file + ": ")
                .hasMessageContaining(words);
        Files.write(file, right);
    }

    @Test
    void whateverIndexAndHeaderSayThereIsNoErrorButInWords() throws IOException {
        byte[] right = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            Pieces pieces = new Pieces(right.clone());
            byte[] victim = random.nextBoolean() ? pieces.header : pieces.index;
            victim[random.nextInt(victim.length)] = (byte) random.nextInt();
            Files.write(file, pieces.joined());
            assertThatCode(() -> {
                try {
                    open().train().image(0);
                } catch (DataException inWords) {
                    assertThat(inWords).hasMessageStartingWith(file + ": ");
                }
            }).doesNotThrowAnyException();
        }
    }

    /** Mappings end within images here, as they do beyond 2 GiB. */
    @ParameterizedTest
    @CsvSource({"1", "7", "64", "100", "1000000"})
    void imagesMayLieAcrossMappings(long segment) {
        PackFile small = PackFile.open(file, segment);
        PackFile large = PackFile.open(file, MappedBytes.SEGMENT);
        for (int i = 0; i < 4; i++) {
            assertThat(small.image(i).values()).isEqualTo(large.image(i).values());
            assertThat(PackFormat.hash(small.image(i))).isEqualTo(small.index().hash(i));
        }
    }

    /** With a hole in it, so that it takes no room. */
    @Test
    void aFileOfMoreThanFourGibibytesIsRead() throws IOException {
        long hole = (4L << 30) + 17;
        Pieces pieces = new Pieces(Files.readAllBytes(file));
        List<Pixels> before = images(open());
        ByteBuffer entries = pieces.entries();
        for (int i = 1; i < 4; i++) {
            entries.putLong(i * PackFormat.ENTRY, entries.getLong(i * PackFormat.ENTRY) + hole);
        }
        long firstEnd = entries.getLong(PackFormat.ENTRY) - hole;
        byte[] prologue = PackFormat.prologue(pieces.headerAt + hole, pieces.header, pieces.index.length, pieces.index);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(prologue));
            channel.write(ByteBuffer.wrap(pieces.bytes, PackFormat.PROLOGUE, (int) firstEnd - PackFormat.PROLOGUE));
            channel.position(firstEnd + hole);
            channel.write(ByteBuffer.wrap(pieces.bytes, (int) firstEnd, (int) (pieces.headerAt - firstEnd)));
            channel.write(ByteBuffer.wrap(pieces.header));
            channel.write(ByteBuffer.wrap(pieces.index));
        }
        assertThat(images(open())).usingRecursiveComparison().isEqualTo(before);
    }

    private static List<Pixels> images(Dataset data) {
        return List.of(data.test().image(0), data.train().image(0), data.train().image(1), data.train().image(2));
    }

    @Test
    void aFileThatBecomesShorterWhileItIsReadIsSaid() throws IOException {
        Path large = folder.resolve("large.pack");
        Packer.pack(new Packer.Request(folder.resolve("set").toString(), List.of(), Optional.empty(),
                Optional.of(Packing.resized(100))), large, (n, all) -> {});
        Part train = Dataset.open(large.toString(), DataOptions.DEFAULT).train();
        try (FileChannel channel = FileChannel.open(large, StandardOpenOption.WRITE)) {
            channel.truncate(PackFormat.PROLOGUE);
        }
        assertThatThrownBy(() -> train.image(2)).isInstanceOf(DataException.class)
                .hasMessageContaining("became shorter");
    }
}
