package dev.netc.runtime.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.program.Precision;
import dev.netc.runtime.Devices;
import dev.netc.runtime.device.DeviceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeaksTest {
    @TempDir
    private Path folder;

    @Test
    void theMostThatWasEverMeasuredIsKeptAndADamagedFileIsMeasuredAgain() throws IOException {
        DeviceInfo device = Devices.list().getFirst();
        Peak measured = measure(device);
        assertThat(measured.gflops()).isPositive();
        assertThat(measured.bandwidth()).isPositive();
        Path kept = onlyFile();
        Files.writeString(kept, "{\"gflops\": 1e9, \"bandwidth\": 1}");
        Peak again = measure(device);
        assertThat(again.gflops()).as("more than was measured now").isEqualTo(1e9);
        assertThat(again.bandwidth()).as("less than was measured now").isGreaterThan(1);
        assertThat(Files.readString(kept)).contains("1.0E9", Double.toString(again.bandwidth()));
        for (String damaged : List.of("{", "null")) {
            Files.writeString(kept, damaged);
            assertThat(measure(device).gflops()).isPositive().isLessThan(1e9);
        }
    }

    @Test
    void devicesOfOneKindAreMeasuredOnce() {
        DeviceInfo device = Devices.list().getFirst();
        List<Peak> peaks = Peaks.in(folder).measure(List.of(device, device), Precision.F32);
        assertThat(peaks).hasSize(2);
        assertThat(peaks.get(0)).isSameAs(peaks.get(1));
    }

    private Peak measure(DeviceInfo device) {
        return Peaks.in(folder).measure(List.of(device), Precision.F32).getFirst();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> kept = files.toList();
            assertThat(kept).hasSize(1);
            return kept.getFirst();
        }
    }

    @Test
    void arithmeticAndMemoryGoOnAtTheSameTime() {
        Peak peak = new Peak(100, 20e9);
        assertThat(peak.seconds(50_000_000_000L, 1)).isEqualTo(1);
        assertThat(peak.seconds(1, 40_000_000_000L)).isEqualTo(2);
    }
}
