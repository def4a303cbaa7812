package dev.netc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NoDeviceException;
import org.junit.jupiter.api.Test;

class DeviceListTest {
    private static final DeviceInfo CPU = device("0", "PoCL", DeviceInfo.Type.CPU, 8, true);
    private static final DeviceInfo SINGLE_CORE = device("0", "PoCL", DeviceInfo.Type.CPU, 1, false);
    private static final DeviceInfo SIMULATOR = device("1", "Oclgrind", DeviceInfo.Type.OTHER, 1, false);
    private static final DeviceInfo GPU = device("1", "CUDA", DeviceInfo.Type.GPU, 80, false);
    private static final DeviceInfo OTHER_GPU = device("2", "Intel", DeviceInfo.Type.GPU, 24, false);

    @Test
    void twoGpusWhereThereAreTwo() {
        assertThat(names(2, CPU, GPU, GPU)).containsExactly("1", "2");
        assertThat(names(1, CPU, GPU, GPU)).containsExactly("1");
        assertThat(names(3, CPU, GPU, GPU)).containsExactly("1", "2", "1");
    }

    @Test
    void twoGpusOfOnePlatformBeforeTwoOfDifferentOnes() {
        assertThat(names(2, OTHER_GPU, CPU, GPU, GPU)).containsExactly("2", "3");
        assertThat(names(2, OTHER_GPU, GPU)).containsExactly("0", "1");
    }

    @Test
    void oneGpuRunsEveryColumnBeforeACpuIsSplit() {
        assertThat(names(2, CPU, GPU)).containsExactly("1", "1");
    }

    @Test
    void aCpuIsSplitIntoAsManyPartsAsThereAreColumnsOrCores() {
        assertThat(names(2, SIMULATOR, CPU)).containsExactly("1.0", "1.1");
        assertThat(names(4, CPU)).containsExactly("0.0/4", "0.1/4", "0.2/4", "0.3/4");
        assertThat(names(10, CPU)).hasSize(10).startsWith("0.0/8").endsWith("0.1/8");
        assertThat(names(1, CPU)).containsExactly("0");
        assertThat(names(2, SINGLE_CORE)).containsExactly("0", "0");
    }

    @Test
    void aSimulatorServesWhereThereIsNothingElse() {
        assertThat(names(2, SIMULATOR)).containsExactly("0", "0");
    }

    @Test
    void aShorterListWrapsRound() {
        assertThat(DeviceList.choose(List.of("0.1", "1"), 3, List.of(CPU, GPU)).toString())
                .isEqualTo("[0.1, 1, 0.1]");
    }

    @Test
    void whatCannotBeSplitSaysSo() {
        assertThatThrownBy(() -> DeviceList.choose(List.of("1.0"), 1, List.of(CPU, SIMULATOR)))
                .isInstanceOf(NoDeviceException.class).hasMessage("""
                        Device 1 (Oclgrind device) cannot be split, so there is no 1.0. There is:
                          0  PoCL device (PoCL), cpu, 8 compute units, 2.0 GiB, can be split: 0.0, 0.1
                          1  Oclgrind device (Oclgrind), other, 1 compute units, 2.0 GiB""");
    }

    @Test
    void noDeviceAtAllSaysSo() {
        assertThatThrownBy(() -> DeviceList.choose(List.of(), 2, List.of())).isInstanceOf(NoDeviceException.class);
    }

    private static List<String> names(int logical, DeviceInfo... installed) {
        return DeviceList.choose(List.of(), logical, List.of(installed)).stream().map(DeviceName::toString).toList();
    }

    private static DeviceInfo device(String name, String platform, DeviceInfo.Type type, int units, boolean splits) {
        return new DeviceInfo(name, platform, platform + " device", type, 8, units, 2L << 30, 1L << 30, 128, 1024,
                48 << 10, true,
                splits, "OpenCL 1.2", "1");
    }
}
