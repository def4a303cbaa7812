package dev.netc.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.DeviceName;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Machine;
import dev.netc.runtime.opencl.Owner;
import dev.netc.runtime.random.Stream;
import dev.netc.runtime.random.Stream.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding makes a draw in doubt about once in a million: the large matrix has some, which the host draws again. */
class NormalDrawsTest {
    private static final Stream STREAM = new Stream(0x123456789L, Purpose.INITIAL_VALUES, 3, 1);

    @ParameterizedTest
    @CsvSource({"48, 363, 16", "5, 7, 16", "17, 1, 16", "33, 256, 16", "5, 7, 1", "64, 300, 1", "2048, 1152, 16"})
    void aDeviceDrawsTheBitsThatTheHostDraws(int rows, int elements, int lanes) {
        try (Owner owner = new Owner()) {
            LogicalDevice device = owner.own(Machine.open(List.of(DeviceName.parse("0")))).devices().getFirst();
            RowLayout layout = new RowLayout(rows, elements, lanes, Float.BYTES);
            ByteBuffer drawn = drawn(owner, device, layout, 0.01);
            float[] expected = new float[rows * elements];
            STREAM.normals(0, 0.01, expected);
            int wrong = 0;
            for (int at = 0; at < drawn.capacity() / Float.BYTES; at++) {
                int row = at / (elements * lanes) * lanes + at % lanes;
                int element = at / lanes % elements;
                float value = row < rows ? expected[row * elements + element] : 0;
                wrong += Float.floatToRawIntBits(value) == drawn.getInt(at * Float.BYTES) ? 0 : 1;
            }
            assertThat(wrong).isZero();
        }
    }

    @Test
    void whatADeviceCannotTellAtAllIsLeftToTheHost() {
        try (Owner owner = new Owner()) {
            LogicalDevice device = owner.own(Machine.open(List.of(DeviceName.parse("0")))).devices().getFirst();
            RowLayout layout = new RowLayout(64, 128, 16, Float.BYTES);
            DeviceMemory memory = owner.own(device.context().allocate(layout.slots() * layout.slotBytes()));
            try (NormalDraws draws = new NormalDraws(KernelCache.off())) {
                Normals tiny = normals(layout, 1e-42); // below the smallest normal float, where rounding differs among devices
                draws.begin(device, memory, layout, tiny);
                assertThat(draws.end()).containsExactly(tiny);
            }
        }
    }

    private static ByteBuffer drawn(Owner owner, LogicalDevice device, RowLayout layout, double deviation) {
        DeviceMemory memory = owner.own(device.context().allocate(layout.slots() * layout.slotBytes()));
        try (NormalDraws draws = new NormalDraws(KernelCache.off())) {
            draws.begin(device, memory, layout, normals(layout, deviation));
            assertThat(draws.end()).isEmpty();
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) memory.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        device.queue().read(memory, 0, bytes);
        return bytes;
    }

    private static Normals normals(RowLayout layout, double deviation) {
        return new Normals(new Buffer("w", 0, Element.REAL, layout.rows(), layout.elements(), layout.lanes(),
                new Buffer.Weight("w", 0), 0, 0), STREAM, deviation);
    }
}
