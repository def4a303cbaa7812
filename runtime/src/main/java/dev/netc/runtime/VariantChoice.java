package dev.netc.runtime;

import java.util.List;
import java.util.Optional;

import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.error.NoDeviceException;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.opencl.DeviceInfo;

/**
 * Which variant runs: the one of the options' recipe; else the one for the kind of device, where all devices are of one kind and
 * their work-groups are large enough; else the plain one, which any device runs.
 */
final class VariantChoice {
    /** Work-items that the kernels for GPUs may want in a group. */
    private static final int GPU_GROUP = 256;

    private final Program program;
    private final ModelOptions options;

    VariantChoice(Program program, ModelOptions options) {
        this.program = program;
        this.options = options;
    }

    /** How many logical devices the program's variants want. */
    int logicalDevices() {
        return program.variants().stream().mapToInt(Variant::devices).max()
                .orElseThrow(() -> new ProgramException("program " + program.name() + " has no variant"));
    }

    Variant choose(List<DeviceInfo> devices) {
        if (options.precision() == Precision.F64) {
            devices.stream().filter(d -> !d.doubles()).findFirst().ifPresent(device -> {
                throw new NoDeviceException("Device " + device.name() + " (" + device.device()
                        + ") does not compute in float64");
            });
        }
        if (options.recipe().isPresent()) {
            return of(options.recipe().get()).orElseThrow(() -> missing(options.recipe().get()));
        }
        return suggested(devices).flatMap(this::of).or(() -> of(Target.PLAIN))
                .orElseThrow(() -> missing(Target.PLAIN));
    }

    private Optional<Target> suggested(List<DeviceInfo> devices) {
        if (devices.stream().allMatch(d -> d.type() == DeviceInfo.Type.CPU)) {
            return Optional.of(Target.CPU);
        }
        if (devices.stream().allMatch(d -> d.type() == DeviceInfo.Type.GPU && d.largestGroup() >= GPU_GROUP)) {
            return Optional.of(Target.GPU);
        }
        return Optional.empty();
    }

    private Optional<Variant> of(Target target) {
        return program.variants().stream()
                .filter(v -> v.target() == target && v.precision() == options.precision()).findFirst();
    }

    private ProgramException missing(Target target) {
        return new ProgramException(
                "program " + program.name() + " has no " + target + " variant of precision " + options.precision());
    }
}
