package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.netc.program.Function;
import dev.netc.program.Kernel;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NoDeviceException;
import org.junit.jupiter.api.Test;

class VariantChoiceTest {
    private static final int KIB = 1 << 10;

    @Test
    void aGpuRunsTheKernelsForGpus() {
        assertThat(chosen(gpu(256, 48 * KIB))).isEqualTo(Target.GPU);
        assertThat(chosen(gpu(256, 48 * KIB), gpu(64, 16 * KIB))).isEqualTo(Target.GPU);
    }

    @Test
    void aGpuWhoseWorkGroupsAreTooSmallRunsThePlainOnes() {
        assertThat(chosen(gpu(32, 48 * KIB))).isEqualTo(Target.PLAIN);
        assertThat(chosen(gpu(256, 8 * KIB))).isEqualTo(Target.PLAIN);
        assertThat(chosen(gpu(256, 48 * KIB), gpu(32, 48 * KIB))).isEqualTo(Target.PLAIN);
    }

    @Test
    void aProcessorRunsTheKernelsForItsRegisters() {
        assertThat(chosen(cpu(16), cpu(16))).isEqualTo(Target.CPU);
        assertThat(chosen(cpu(8), cpu(8))).isEqualTo(Target.CPU_NARROW);
        assertThat(chosen(cpu(16), cpu(4))).isEqualTo(Target.CPU_NARROW);
    }

    @Test
    void devicesOfTwoKindsRunThePlainOnes() {
        assertThat(chosen(gpu(256, 48 * KIB), cpu(16))).isEqualTo(Target.PLAIN);
    }

    @Test
    void aRecipeIsTakenOnAnyDeviceThatCanRunIt() {
        DeviceInfo cpu = cpu(16);
        assertThat(choice(ModelOptions.DEFAULT.withRecipe(Target.GPU)).choose(List.of(cpu)).target())
                .isEqualTo(Target.GPU);
    }

    @Test
    void whatADeviceLacksForARecipeIsSaid() {
        VariantChoice choice = choice(ModelOptions.DEFAULT.withRecipe(Target.GPU));
        assertThatThrownBy(() -> choice.choose(List.of(gpu(32, 48 * KIB)))).isInstanceOf(NoDeviceException.class)
                .hasMessage("Device 0 (Some GPU) runs at most 32 work-items in a work-group; the GPU kernels want 64");
        assertThatThrownBy(() -> choice.choose(List.of(gpu(64, 8 * KIB)))).isInstanceOf(NoDeviceException.class)
                .hasMessage("Device 0 (Some GPU) has 8192 bytes of memory for a work-group to share; the GPU kernels"
                        + " want 16384");
    }

    private static Target chosen(DeviceInfo... devices) {
        return choice(ModelOptions.DEFAULT).choose(List.of(devices)).target();
    }

    private static VariantChoice choice(ModelOptions options) {
        return new VariantChoice(new Program(Program.VERSION, "Some", List.of(), List.of(), List.of(), null,
                List.of(variant(Target.CPU, WorkGroup.single(1)),
                        variant(Target.CPU_NARROW, WorkGroup.single(1)), variant(Target.PLAIN, WorkGroup.ANY),
                        variant(Target.GPU, new WorkGroup(List.of(64), 16 * KIB)))),
                options);
    }

    private static Variant variant(Target target, WorkGroup group) {
        Step launch = new Step.Launch(0, "some", List.of(), List.of(Size.fixed(64)), group);
        return new Variant(target, Precision.F32, 1, 1, List.of(new Kernel("some", "")), List.of(),
                List.of(new Function("infer", List.of(), List.of(launch))));
    }

    private static DeviceInfo gpu(long largestGroup, long localMemory) {
        return device(DeviceInfo.Type.GPU, 1, largestGroup, localMemory);
    }

    private static DeviceInfo cpu(int vectorFloats) {
        return device(DeviceInfo.Type.CPU, vectorFloats, 4096, 512 * KIB);
    }

    private static DeviceInfo device(DeviceInfo.Type type, int vectorFloats, long largestGroup, long localMemory) {
        return new DeviceInfo("0", "Some driver", "Some GPU", type, vectorFloats, 20, 1L << 30, 1L << 30, 256,
                largestGroup,
                localMemory, false, false, "3.0", "1");
    }
}
