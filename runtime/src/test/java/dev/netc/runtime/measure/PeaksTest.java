package dev.netc.runtime.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.program.Precision;
import dev.netc.runtime.opencl.DeviceInfo;
import dev.netc.runtime.opencl.Devices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeaksTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasMeasuredIsKeptAndADamagedFileIsMeasuredAgain() throws IOException {
        DeviceInfo device = Devices.list().getFirst();
        Peak measured = Peaks.in(folder).of(device, Precision.F32);
        assertThat(measured.gflops()).isPositive();
        assertThat(measured.bandwidth()).isPositive();
        assertThat(Peaks.in(folder).of(device, Precision.F32)).isEqualTo(measured);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> kept = files.toList();
            assertThat(kept).hasSize(1);
            Files.writeString(kept.getFirst(), "{");
        }
        assertThat(Peaks.in(folder).of(device, Precision.F32).gflops()).isPositive();
    }

    @Test
    void arithmeticAndMemoryGoOnAtTheSameTime() {
        Peak peak = new Peak(100, 20e9);
        assertThat(peak.seconds(50_000_000_000L, 1)).isEqualTo(1);
        assertThat(peak.seconds(1, 40_000_000_000L)).isEqualTo(2);
    }
}
