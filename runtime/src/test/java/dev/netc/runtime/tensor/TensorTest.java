package dev.netc.runtime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void bytesAreLittleEndianAndReadOnly() {
        Tensor tensor = Tensor.of(new int[]{1, 256}, 2);
        byte[] bytes = new byte[8];
        tensor.bytes().get(bytes);
        assertThat(bytes).containsExactly(1, 0, 0, 0, 0, 1, 0, 0);
        assertThat(tensor.bytes().isReadOnly()).isTrue();
    }

    @Test
    void aShapeThatDoesNotFitTheValuesIsRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("F32 [2, 3] takes 24 bytes, not 20");
        assertThatThrownBy(() -> Tensor.of(new float[0], -1)).hasMessage("a negative size in F32 [-1]");
    }

    @Test
    void moreThanTwoGigabytesAreRefusedInWords() {
        assertThatThrownBy(() -> Tensor.of(Tensor.Type.F32, List.of(1L << 31, 1L << 31), ByteBuffer.allocate(0)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("takes more than 2147483647 bytes");
        assertThatThrownBy(() -> Tensor.allocate(Tensor.Type.F64, 1L << 28)).hasMessageContaining("at most 2147483647");
    }

    @Test
    void elementsAreComputedInRowMajorOrderAndRoundedToTheType() {
        assertThat(Tensor.of(Tensor.Type.F64, List.of(2L, 2L), i -> i + 0.1).toDoubles()).containsExactly(0.1, 1.1, 2.1,
                3.1);
        assertThat(Tensor.of(Tensor.Type.F32, List.of(1L), i -> 0.1).doubleAt(0)).isEqualTo(0.1f);
        assertThat(Tensor.of(Tensor.Type.I32, List.of(2L), i -> -i).longAt(1)).isEqualTo(-1);
        assertThat(Tensor.of(Tensor.Type.F32, List.of(0L, 3L), i -> 1).elements()).isZero();
        assertThatThrownBy(() -> Tensor.of(Tensor.Type.I64, List.of(1L), i -> 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("I64 is not computed in doubles");
        assertThatThrownBy(() -> Tensor.of(Tensor.Type.F32, List.of(1L << 31, 1L << 31), i -> 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("takes more than 2147483647 bytes");
    }

    @Test
    void everyTypeReadsBackItsValues() {
        assertThat(Tensor.of(new float[]{1.5f}, 1).doubleAt(0)).isEqualTo(1.5);
        assertThat(Tensor.of(new double[]{1e300}, 1).toDoubles()).containsExactly(1e300);
        assertThat(Tensor.of(new int[]{-3}, 1).longAt(0)).isEqualTo(-3);
        assertThat(Tensor.of(new long[]{1L << 60}, 1).longAt(0)).isEqualTo(1L << 60);
        assertThat(Tensor.of(new byte[]{-1}, 1).floatAt(0)).isEqualTo(255);
    }

    @Test
    void wholeNumbersConvertOnlyWhereNothingIsLost() {
        assertThat(Tensor.of(new long[]{7, -1}, 2).as(Tensor.Type.I32)).isEqualTo(Tensor.of(new int[]{7, -1}, 2));
        assertThatThrownBy(() -> Tensor.of(new long[]{1L << 40}, 1).as(Tensor.Type.I32))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Tensor.of(new float[]{0.5f}, 1).as(Tensor.Type.I64))
                .hasMessage("0.5 is not a whole number");
        assertThatThrownBy(() -> Tensor.of(new int[]{256}, 1).as(Tensor.Type.U8)).hasMessage("256 is not 0 to 255");
    }

    @Test
    void realsConvertWithRounding() {
        assertThat(Tensor.of(new double[]{0.1}, 1).as(Tensor.Type.F32)).isEqualTo(Tensor.of(new float[]{0.1f}, 1));
    }

    @Test
    void rowsAreAViewAlongTheFirstDimension() {
        Tensor tensor = Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 3, 2);
        assertThat(tensor.rows(1, 3)).isEqualTo(Tensor.of(new float[]{3, 4, 5, 6}, 2, 2));
        assertThat(tensor.rows(3, 3).elements()).isZero();
        assertThatThrownBy(() -> tensor.rows(2, 4)).hasMessage("rows 2 to 4 of F32 [3, 2]");
    }

    @Test
    void reshapeKeepsTheValues() {
        assertThat(Tensor.of(new float[]{1, 2, 3, 4}, 4).reshape(2, 2).toString()).isEqualTo("F32 [2, 2]");
    }
}
