package dev.netc.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files beside {@code make.py} are numpy's own. */
class NpzTest {
    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void everyTypeAndOrderOfNumpysIsTheSameTensor(String name) throws IOException {
        Map<String, Tensor> tensors = numpy(name).tensors();
        for (String real : List.of("conv1.weight", "big", "half", "half.big", "fortran", "fortran.half")) {
            assertThat(tensors.get(real)).as(real).isEqualTo(Tensor.of(counted(), 2, 3, 4));
        }
        for (String real : List.of("double", "double.big", "fortran.big")) {
            assertThat(tensors.get(real).as(Tensor.Type.F32)).as(real).isEqualTo(Tensor.of(counted(), 2, 3, 4));
            assertThat(tensors.get(real).type()).isEqualTo(Tensor.Type.F64);
        }
        for (String whole : List.of("i4", "i4.big", "i2", "i1")) {
            assertThat(tensors.get(whole)).as(whole).isEqualTo(Tensor.of(wholes(i -> -i), 2, 3, 4));
        }
        for (String large : List.of("i8", "i8.big")) {
            assertThat(tensors.get(large)).as(large)
                    .isEqualTo(Tensor.of(LongStream.range(0, 24).map(i -> i * -1_000_000_000_000L).toArray(), 2, 3, 4));
        }
        assertThat(tensors.get("u1").longAt(23)).isEqualTo(223);
        assertThat(tensors.get("u2")).isEqualTo(Tensor.of(wholes(i -> 65_000 + i), 2, 3, 4));
        assertThat(tensors.get("bool").longAt(1)).isEqualTo(1);
        assertThat(tensors.get("scalar")).isEqualTo(Tensor.of(new float[]{7.5f}));
        assertThat(tensors.get("vector")).isEqualTo(Tensor.of(new double[]{0, 1, 2}, 3));
        assertThat(tensors.get("sliced")).isEqualTo(Tensor.of(new float[]{1, 9, 13, 21}, 2, 2));
        assertThat(tensors.get("empty").shape()).containsExactly(0L, 4L);
        assertThat(tensors.get("empty.fortran").shape()).containsExactly(3L, 0L, 2L);
    }

    private static float[] counted() {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }

    private static int[] wholes(IntUnaryOperator value) {
        return IntStream.range(0, 24).map(value).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionOfTheFormatIsRead(int version) throws IOException {
        write(Map.of("a.npy", Files.readAllBytes(resource("version" + version + ".npy"))), Zip64Mode.Never, true);
        assertThat(read().tensors()).containsEntry("a", Tensor.of(counted(), 2, 3, 4));
    }

    @Test
    void numbersOf64BitsInTheDirectoryAreRead() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8)), Zip64Mode.Always, false);
        assertThat(read().tensors()).containsEntry("a", Tensor.of(new float[2], 2));
    }

    @Test
    void aLargeArrayThatIsStoredStaysInTheFile() throws IOException {
        int elements = 1 << 20;
        write(Map.of("a.npy", array(HEADER.replace("(2,)", "(" + elements + ",)"), 4 * elements)), Zip64Mode.Never,
                false);
        assertThat(NpzReader.read(file(), 0).tensors()).containsEntry("a", Tensor.of(new float[elements], elements));
    }

    @Test
    void numpysOwnNamesAreMetWithWhatTheyAreLikelyMeantFor() throws IOException {
        Initializer zero = new Initializer.Constant(0);
        Program program = new Program(1, "Small", List.of(), List.of(),
                List.of(new Parameter("fc.weight", List.of(2, 3), 1, zero, 1, 1),
                        new Parameter("fc.bias", List.of(2), 1, zero, 1, 1)),
                null, List.of());
        TensorFile file = numpy("unnamed.npz");
        assertThatThrownBy(() -> Weights.of(program, file.tensors(), "w.npz"))
                .hasMessageContaining("arr_0 -> fc.weight").hasMessageContaining("arr_1 -> fc.bias");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"objects.npz|Python objects, which Python alone can read",
        "fields.npz|a table of named fields", "complex.npz|its type is `<c8`"})
    void whatIsNoTensorIsSaidToBeNone(String name, String message) {
        assertThatThrownBy(() -> numpy(name)).isInstanceOf(WeightsException.class)
                .hasMessageContaining("array weight: ").hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }|8|its shape is (-2,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }|8|its shape is (999",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }|8|more bytes than can be counted",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }|8|F32 [3] takes 12 bytes, it has 8",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }|8|F32 [1] takes 4 bytes, it has 8",
        "{'descr': '<f4', 'fortran_order': False}|8|not as numpy writes it",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'shape': (2,)}|8|not as numpy writes it",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}|8|not as numpy writes it",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (True,)}|8|its shape is (True,)",
        "{'descr': '<f4'|8|no dictionary, or ends early"})
    void aHeaderThatLiesIsRefusedInWords(String header, int dataBytes, String message) throws IOException {
        write(Map.of("a.npy", array(header, dataBytes)), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).isInstanceOf(WeightsException.class).hasMessageContaining(file().toString())
                .hasMessageContaining("array a").hasMessageContaining(message);
    }

    @Test
    void aHeaderThatIsLongerThanNumpyReadsIsRefused() throws IOException {
        byte[] array = array(HEADER, 8);
        array[6] = 2;
        array[10] = 127; // of the four bytes that version 2 has for a length, the third
        write(Map.of("a.npy", array), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).hasMessageContaining("it announces a header of ");
    }

    @Test
    void whatIsNoArrayIsRefusedAndACheckpointOfPyTorchSaidToBeOne() throws IOException {
        write(Map.of("readme.txt", new byte[3]), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).hasMessageContaining("array readme.txt: it is no .npy array");
        write(Map.of("archive/data.pkl", new byte[3]), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).hasMessageContaining("checkpoint of PyTorch")
                .hasMessageContaining("safetensors");
        write(Map.of("a.npy", new byte[30]), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).hasMessageContaining("array a: it does not begin as an array does");
    }

    @Test
    void aNameThatATerminalWouldObeyIsNotPrinted() throws IOException {
        write(Map.of("\u001b[2Jhello.txt", new byte[3]), Zip64Mode.Never, true);
        assertThatThrownBy(this::read).hasMessageContaining("array ?[2Jhello.txt: ");
    }

    @Test
    void theSameNameTwiceIsRefused() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8), "b.npy", array(HEADER, 8)), Zip64Mode.Never, true);
        Files.write(file(), renamed(Files.readAllBytes(file()), "b.npy", "a.npy"));
        assertThatThrownBy(this::read).isInstanceOf(WeightsException.class).hasMessageContaining("it is there twice");
    }

    private static byte[] renamed(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void moreThanThereIsRoomForIsRefusedBeforeItIsTaken() throws IOException {
        write(Map.of("a.npy", array(HEADER.replace("(2,)", "(1000000,)"), 4_000_000)), Zip64Mode.Never, true);
        assertThat(Files.size(file())).isLessThan(10_000);
        assertThatThrownBy(() -> NpzReader.read(file(), 3_999_999)).isInstanceOf(WeightsException.class)
                .hasMessageContaining("more than half of Java's memory");
    }

    @Test
    void aSizeThatNothingUnpacksToIsRefused() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8)), Zip64Mode.Never, true);
        byte[] bytes = Files.readAllBytes(file());
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 2_000_000_000);
        Files.write(file(), bytes);
        assertThatThrownBy(this::read).hasMessageContaining("it is said to have 2000000000 bytes");
    }

    @Test
    void arraysThatShareBytesAreRefused() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8), "b.npy", array(HEADER, 8)), Zip64Mode.Never, false);
        byte[] bytes = Files.readAllBytes(file());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int second = text.lastIndexOf("PK\1\2");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0); // where its data is said to begin
        Files.write(file(), bytes);
        assertThatThrownBy(this::read).isInstanceOf(WeightsException.class).hasMessageContaining("it overlaps");
    }

    /** Each entry of it would be an object of a kilobyte, and all name the same array. */
    @Test
    void aDirectoryOfMoreEntriesThanANetHasArraysIsRefused() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8)), Zip64Mode.Never, false);
        byte[] bytes = Files.readAllBytes(file());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int directory = text.indexOf("PK\1\2");
        int end = text.indexOf("PK\5\6");
        int entries = 150_000;
        ByteBuffer bomb = ByteBuffer.allocate(directory + entries * (end - directory) + bytes.length - end);
        bomb.put(bytes, 0, directory);
        for (int i = 0; i < entries; i++) {
            bomb.put(bytes, directory, end - directory);
        }
        bomb.put(bytes, end, bytes.length - end);
        bomb.order(ByteOrder.LITTLE_ENDIAN).putInt(bomb.capacity() - (bytes.length - end) + 12,
                entries * (end - directory));
        Files.write(file(), bomb.array());
        assertThatThrownBy(this::read).isInstanceOf(WeightsException.class).hasMessageContaining(file().toString())
                .hasMessageContaining("a zip of more entries");
    }

    @Test
    void aByteThatChangedIsSaidToBeDamage() throws IOException {
        write(Map.of("a.npy", array(HEADER, 8)), Zip64Mode.Never, false);
        byte[] bytes = Files.readAllBytes(file());
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        bytes[directory - 1] ^= 1;
        Files.write(file(), bytes);
        assertThatThrownBy(this::read).isInstanceOf(WeightsException.class).hasMessageContaining("it is damaged");
    }

    @Test
    void aFileThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(resource("deflated.npz"));
        for (int length = 4; length < whole.length; length += 7) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::read).as("%d bytes", length).isInstanceOf(WeightsException.class)
                    .hasMessageContaining(file().toString());
        }
    }

    private static byte[] array(String header, int dataBytes) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) text.length).put(text)
                .array();
    }

    private void write(Map<String, byte[]> entries, Zip64Mode mode, boolean deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(mode);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(content.getKey());
                entry.setMethod(deflated ? ZipArchiveEntry.DEFLATED : ZipArchiveEntry.STORED);
                entry.setSize(content.getValue().length);
                CRC32 sum = new CRC32();
                sum.update(content.getValue());
                entry.setCrc(sum.getValue());
                zip.putArchiveEntry(entry);
                zip.write(content.getValue());
                zip.closeArchiveEntry();
            }
        }
        Files.write(file(), bytes.toByteArray());
    }

    private Path file() {
        return folder.resolve("weights.npz");
    }

    private TensorFile read() throws IOException {
        return TensorFile.read(file());
    }

    private static TensorFile numpy(String name) throws IOException {
        return TensorFile.read(resource(name));
    }

    private static Path resource(String name) {
        try {
            return Path.of(NpzTest.class.getResource("/npz/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
