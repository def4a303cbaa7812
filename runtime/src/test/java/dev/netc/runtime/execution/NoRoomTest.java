package dev.netc.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.ErrorPages;
import dev.netc.runtime.device.DeviceInfo;
import org.junit.jupiter.api.Test;

class NoRoomTest {
    private static final long GIBIBYTE = 1L << 30;

    /** Some of the buffers in which AlexNet's first column trains. */
    private static final List<Buffer> BUFFERS = List.of(batch("image@0", 150_528, 0, 30),
            batch("conv1.relu@0", 145_200, 1, 29), batch("conv1.lrn@0", 145_200, 1, 28),
            batch("conv1@0", 34_992, 2, 27), batch("conv2.relu@0", 93_312, 3, 26), batch("conv2@0", 21_632, 4, 25),
            batch("conv3@0", 32_448, 5, 24), batch("fc6@0", 2_048, 8, 20), batch("conv1.gradient@0", 145_200, 27, 30));

    private static final Variant VARIANT = new Variant(Target.CPU, Precision.F32, 16, 1, List.of(), List.of(),
            List.of());

    @Test
    void thePageShowsThePlanWhatIsLargestAndTheBatchThatWouldFit() throws IOException {
        String message = "error[memory]: " + new NoRoom(device(2 * GIBIBYTE), BUFFERS, 4096, VARIANT,
                240L << 20, 2 * GIBIBYTE, 2 * GIBIBYTE).explain() + "\n";
        assertThat(ErrorPages.printed("memory/no-room", message)).isEqualTo(message);
    }

    @Test
    void theBatchThatWouldFitDoesAndTheNextDoesNot() {
        for (long memory : List.of(50L << 20, 300L << 20, 1500L << 20)) {
            String message = new NoRoom(device(memory), BUFFERS, 4096, VARIANT, 0, memory, memory).explain();
            int fits = Integer.parseInt(message.replaceAll("(?s).*a batch of ([\\d,]+) would fit.*", "$1")
                    .replace(",", ""));
            assertThat(planned(fits)).isLessThanOrEqualTo(memory);
            assertThat(planned(fits + 1)).isGreaterThan(memory);
        }
    }

    @Test
    void whereNotOneExampleFitsThatIsSaid() {
        assertThat(new NoRoom(device(1 << 20), BUFFERS, 4096, VARIANT, 2 << 20, 1 << 20, 1 << 20).explain())
                .contains("not even one example fits");
    }

    private static long planned(int batch) {
        return MemoryPlan.of(BUFFERS, batch, Precision.F32, Long.MAX_VALUE).bytes();
    }

    private static Buffer batch(String name, long elements, int first, int last) {
        return new Buffer(name, 0, Element.REAL, Buffer.BATCH, elements, 16, new Buffer.Temporary(), first, last);
    }

    private static DeviceInfo device(long memory) {
        return new DeviceInfo("0", "Some driver", "Some GPU", DeviceInfo.Type.GPU, 1, 20, memory, memory, 256, 256,
                48 << 10, false,
                false, "3.0", "1");
    }
}
