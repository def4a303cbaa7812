package dev.netc.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void everyTypeSurvivesTheWayThroughAFile() throws IOException {
        Map<String, Tensor> tensors = Map.of("f", Tensor.of(new float[]{1.5f, Float.NaN}, 2), "d",
                Tensor.of(new double[]{1e300}, 1, 1), "i", Tensor.of(new int[]{-1, 2, 3}, 3), "l",
                Tensor.of(new long[]{1L << 40}, 1), "u", Tensor.of(new byte[]{-1, 0, 5}, 3, 1), "empty",
                Tensor.of(new float[0], 0, 4), "scalar", Tensor.of(new float[]{7}));
        Safetensors.write(file(), tensors, Map.of("classes", "cat\ndog"));
        TensorFile read = Safetensors.read(file());
        assertThat(read.tensors()).isEqualTo(new TreeMap<>(tensors));
        assertThat(read.metadata()).isEqualTo(Map.of("classes", "cat\ndog"));
        assertThat(streamed()).isEqualTo(read);
    }

    @Test
    void aStreamThatEndsEarlyTakesNoMemoryForWhatItClaims() throws IOException {
        write("{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483000],\"data_offsets\":[0,2147483000]}}", 1, 2, 3);
        assertThatThrownBy(this::streamed).hasMessageContaining("ends at byte 2147483000 of the data, which has 3");
        Files.write(file(), new byte[]{0, (byte) 0xe1, (byte) 0xf5, 5, 0, 0, 0, 0, '{'});
        assertThatThrownBy(this::streamed).hasMessageContaining("announce a header of 100000000 bytes, the file has 9");
    }

    private TensorFile streamed() throws IOException {
        try (InputStream in = Files.newInputStream(file())) {
            return Safetensors.read(in, "a stream");
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        Map<String, Tensor> tensors = Map.of("b", Tensor.of(new float[]{1}, 1), "a", Tensor.of(new float[]{2}, 1));
        Safetensors.write(file(), tensors, Map.of("k", "v", "j", "w"));
        byte[] first = Files.readAllBytes(file());
        Safetensors.write(file(), new TreeMap<>(tensors), new TreeMap<>(Map.of("j", "w", "k", "v")));
        assertThat(Files.readAllBytes(file())).isEqualTo(first);
        assertThat(ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
        assertThat(new String(first, 8, 30, StandardCharsets.UTF_8)).startsWith("{\"__metadata__\":{\"j\":\"w\"");
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        Safetensors.write(file(), Map.of(), Map.of());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void halfPrecisionBecomesSingle() throws IOException {
        write("{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]}}", 0x00, 0x3c, 0x01, 0x00, 0x80,
                0xbf);
        assertThat(Safetensors.read(file()).tensors()).isEqualTo(new TreeMap<>(Map.of("h",
                Tensor.of(new float[]{1, 0x1p-24f}, 2), "b", Tensor.of(new float[]{-1}, 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "[]|0|does not begin with {",
        "{\"a\":|0|no sound JSON",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}, \"a\":{}}|1|Duplicate field 'a'",
        "{\"a\":{\"dtype\":\"C64\",\"shape\":[],\"data_offsets\":[0,8]}}|8|tensor a: its dtype is \"C64\"",
        "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}}|1|tensor a: it has no shape",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}|1|tensor a: -1 in its shape is no count",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.5],\"data_offsets\":[0,1]}}|1|tensor a: 1.5 in its shape is no count",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}|1|not a begin and an end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|4|takes 8 bytes, its data_offsets give it 4",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}|4|overflows",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}|4|the file is cut off",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}|3|tensor b: it overlaps tensor a",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]}}|3|lie 2 bytes of nothing",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}|3|come 2 bytes that belong to nothing",
        "{\"__metadata__\":{\"k\":1}}|0|the metadata \"k\" is no text"})
    void aMalformedFileIsNamedWithWhatIsWrong(String header, int dataBytes, String message) throws IOException {
        write(header, new int[dataBytes]);
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining(file().toString()).hasMessageContaining(message);
        assertThatThrownBy(this::streamed).isInstanceOf(WeightsException.class)
                .hasMessageContaining("a stream: ").hasMessageContaining(message);
    }

    @Test
    void bracketsInBracketsAreRefusedWhileTheyAreRead() throws IOException {
        write("{\"a\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}");
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("it has no dtype");
        write("{\"a\":{\"b\":" + "[".repeat(1_000_000));
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("no sound JSON").hasMessageContaining("nesting depth");
    }

    @Test
    void aShapeOfMoreDimensionsThanAnyoneNeedsIsRefused() throws IOException {
        write("{\"a\":{\"dtype\":\"U8\",\"shape\":[1" + ",1".repeat(1_000_000) + "],\"data_offsets\":[0,1]}}", 0);
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("its shape has more than 64 numbers");
    }

    @Test
    void moreTensorsOrMetadataThanAnyNetHasAreRefusedWhileTheyAreRead() throws IOException {
        write(object(600_000, "\"%d\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}"));
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("it has more than 524288 tensors");
        write("{\"__metadata__\":" + object(70_000, "\"%d\":\"\"") + "}");
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("it has more than 65536 words of metadata");
    }

    private static String object(int fields, String format) {
        return IntStream.range(0, fields).mapToObj(format::formatted).collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void aHeaderThatIsThereButLargerThanTheFormatAllowsIsSaidToBeSo() throws IOException {
        try (RandomAccessFile holes = new RandomAccessFile(file().toFile(), "rw")) {
            holes.writeLong(Long.reverseBytes(200_000_000));
            holes.setLength(200_000_100);
        }
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class)
                .hasMessageContaining("a header of 200000000 bytes; the format allows 100000000");
    }

    @Test
    void moreTensorsAreReadThanAProcessHasMappings() throws IOException {
        StringBuilder header = new StringBuilder("{");
        int tensors = 70_000;
        for (int i = 0; i < tensors; i++) {
            header.append(i == 0 ? "" : ",").append("\"t%d\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}"
                    .formatted(i, i, i + 1));
        }
        write(header.append("}").toString(), new int[tensors]);
        assertThat(Safetensors.read(file()).tensors()).hasSize(tensors);
    }

    @Test
    void aFileThatIsNoSafetensorsFileIsSaidToBeNone() throws IOException {
        Files.write(file(), new byte[3]);
        assertThatThrownBy(() -> Safetensors.read(file())).hasMessageContaining("it has 3 bytes");
        Files.write(file(), new byte[]{-1, -1, -1, -1, -1, -1, -1, -1, 0});
        assertThatThrownBy(() -> Safetensors.read(file()))
                .hasMessageContaining("a header of 18446744073709551615 bytes");
        Files.write(file(), "PK\3\4 some archive of another kind".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(WeightsException.class);
    }

    private Path file() {
        return folder.resolve("weights.safetensors");
    }

    private void write(String header, int... data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (int value : data) {
            bytes.put((byte) value);
        }
        Files.write(file(), bytes.array());
    }
}
