package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the devices hold, read in pieces of a few megabytes. */
class StoredTensorTest {
    private static final int LARGEST_PIECE = 4 << 20;
    /** Two columns of 4.4 MB, whose rows lie side by side in eights, of which the last are not filled. */
    private static final Parameter WEIGHT = parameter("fc.weight", List.of(2 * 1003, 1100), 2);
    /** 4.8 MB that lie on the device as on the host. */
    private static final Parameter BIAS = parameter("fc.bias", List.of(1_200_001), 1);
    private static final Program PROGRAM = new Program(Program.VERSION, "Large", List.of(), List.of(),
            List.of(WEIGHT, BIAS), null,
            List.of(new Variant(Target.PLAIN, Precision.F32, 1, 2, List.of(), List.of(weight(0), weight(1), momentum(0),
                    momentum(1),
                    new Buffer("b", 0, Element.REAL, 1, 1_200_001, 1, new Buffer.Weight("fc.bias", 0), 0, 0)),
                    List.of())));

    @TempDir
    private Path folder;

    private static Parameter parameter(String name, List<Integer> shape, int columns) {
        return new Parameter(name, shape, columns, new Initializer.Normal(1), 1, 1);
    }

    private static Buffer weight(int column) {
        return new Buffer("w" + column, column, Element.REAL, 1003, 1100, 8, new Buffer.Weight("fc.weight", column), 0,
                0);
    }

    private static Buffer momentum(int column) {
        return new Buffer("v" + column, column, Element.REAL, 1003, 1100, 8, new Buffer.Momentum("fc.weight", column),
                0,
                0);
    }

    private static Model model() {
        Model model = Model.load(PROGRAM, ModelOptions.DEFAULT.withDevices(List.of("0")));
        model.initialize(5);
        model.setMomentum("fc.weight", model.parameter("fc.weight"));
        return model;
    }

    private static List<byte[]> pieces(TensorSource source) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        source.read(piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            pieces.add(bytes);
        });
        return pieces;
    }

    private static ByteBuffer joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return ByteBuffer.wrap(all.toByteArray());
    }

    @Test
    void itsPiecesJoinedAreTheTensor() throws IOException {
        try (Model model = model()) {
            Map<String, Tensor> expected = model.parameters();
            for (Map.Entry<String, TensorSource> source : model.parameterSources().entrySet()) {
                List<byte[]> pieces = pieces(source.getValue());
                assertThat(pieces).hasSizeGreaterThan(1).allMatch(piece -> piece.length <= LARGEST_PIECE);
                assertThat(joined(pieces)).isEqualTo(expected.get(source.getKey()).bytes());
            }
            assertThat(model.momentumSources()).containsOnlyKeys("fc.weight");
            assertThat(joined(pieces(model.momentumSources().get("fc.weight"))))
                    .isEqualTo(model.momenta().get("fc.weight").bytes());
        }
    }

    @Test
    void itIsWrittenAsTheTensorIs() throws IOException {
        Path inPieces = folder.resolve("pieces");
        Path whole = folder.resolve("whole");
        try (Model model = model()) {
            Safetensors.write(inPieces, model.parameterSources(), Map.of("k", "v"));
            Safetensors.write(whole, model.parameters(), Map.of("k", "v"));
        }
        assertThat(inPieces).hasSameBinaryContentAs(whole);
    }

    @Test
    void itIsReadAsItIsThen() throws IOException {
        TensorSource bias;
        try (Model model = model()) {
            bias = model.parameterSources().get("fc.bias");
            Tensor later = Tensor.of(new float[1_200_001], 1_200_001);
            model.setParameter("fc.bias", later);
            assertThat(joined(pieces(bias))).isEqualTo(later.bytes());
        }
        assertThatThrownBy(() -> pieces(bias)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTensorIsItsOwnSource() throws IOException {
        Tensor tensor = Tensor.of(new float[]{1, 2}, 2);
        assertThat(Stream.of(pieces(tensor)).map(StoredTensorTest::joined)).containsExactly(tensor.bytes());
    }
}
