package dev.netc.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.runtime.execution.RowLayout.Padding;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowLayoutTest {

    @Property(tries = 200)
    void everyElementLiesWhereTheFormulaSays(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 300) int elements, @ForAll @IntRange(min = 1, max = 17) int lanes) {
        RowLayout layout = new RowLayout(rows, elements, lanes, 4);
        Buffer buffer = new Buffer("b", 0, Element.REAL, rows, elements, lanes, new Buffer.Temporary(), 0, 0);
        ByteBuffer packed = pack(layout, numbers(rows * elements), Padding.LAST_ROW, layout.slots());
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < elements; i++) {
                assertThat(packed.getInt((int) buffer.index(r, i) * 4)).isEqualTo(1 + r * elements + i);
            }
        }
    }

    @Property(tries = 100)
    void unpackUndoesPackInAnyPiecesAndWidth(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 300) int elements, @ForAll @IntRange(min = 1, max = 17) int lanes,
            @ForAll @IntRange(min = 1, max = 700) int piece, @ForAll @IntRange(max = 2) int widthIndex) {
        RowLayout layout = new RowLayout(rows, elements, lanes, new int[]{1, 4, 8}[widthIndex]);
        ByteBuffer host = bytes(rows * elements * layout.width());
        for (int i = 0; i < host.capacity(); i++) {
            host.put(i, (byte) (i * 31 + 7));
        }
        ByteBuffer back = bytes(host.capacity());
        for (long from = 0; from < layout.slots(); from += piece) {
            long to = Math.min(from + piece, layout.slots());
            ByteBuffer packed = bytes((int) (to - from) * layout.slotBytes());
            layout.pack(new HostRows(host, elements, 0), Padding.ZERO, from, to, packed);
            layout.unpack(packed, from, to, new HostRows(back, elements, 0));
        }
        assertThat(back).isEqualTo(host);
    }

    @Test
    void whatFillsUpTheLastGroupIsZeroForWeightsAndTheLastRowForExamples() {
        RowLayout layout = new RowLayout(3, 2, 2, 4);
        assertThat(ints(pack(layout, numbers(6), Padding.ZERO, 4))).containsExactly(1, 3, 2, 4, 5, 0, 6, 0);
        assertThat(ints(pack(layout, numbers(6), Padding.LAST_ROW, 4))).containsExactly(1, 3, 2, 4, 5, 5, 6, 6);
    }

    @Test
    void columnsAreJoinedAlongTheElementsOfEachRow() {
        RowLayout layout = new RowLayout(2, 1, 2, 4);
        ByteBuffer joined = bytes(2 * 2 * 4);
        layout.unpack(pack(layout, numbers(2), Padding.ZERO, 1), 0, 1, new HostRows(joined, 2, 0));
        layout.unpack(pack(layout, numbers(2), Padding.ZERO, 1), 0, 1, new HostRows(joined, 2, 1));
        assertThat(ints(joined)).containsExactly(1, 1, 2, 2);
    }

    private static ByteBuffer pack(RowLayout layout, ByteBuffer host, Padding padding, long slots) {
        ByteBuffer packed = bytes((int) slots * layout.slotBytes());
        layout.pack(new HostRows(host, layout.elements(), 0), padding, 0, slots, packed);
        return packed;
    }

    private static ByteBuffer numbers(int count) {
        ByteBuffer bytes = bytes(count * 4);
        for (int i = 0; i < count; i++) {
            bytes.putInt(i * 4, i + 1);
        }
        return bytes;
    }

    private static int[] ints(ByteBuffer bytes) {
        int[] values = new int[bytes.capacity() / 4];
        Arrays.setAll(values, i -> bytes.getInt(i * 4));
        return values;
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
