package dev.netc.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NoDeviceException;
import dev.netc.runtime.error.ProgramException;

/**
 * Which variant runs: the one of the options' recipe; else the one for the kind of device, where all devices are of one kind and
 * can run its work-groups; else the plain one, which any device runs.
 */
final class VariantChoice {
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
            return forced(options.recipe().get(), devices);
        }
        return suggested(devices).stream().flatMap(target -> of(target).stream()).findFirst()
                .filter(v -> devices.stream().allMatch(d -> obstacle(v, d).isEmpty())).or(() -> of(Target.PLAIN))
                .orElseThrow(() -> missing(Target.PLAIN));
    }

    private Variant forced(Target target, List<DeviceInfo> devices) {
        Variant variant = of(target).orElseThrow(() -> missing(target));
        devices.stream().flatMap(d -> obstacle(variant, d).stream()).findFirst().ifPresent(words -> {
            throw new NoDeviceException(words);
        });
        return variant;
    }

    /** What keeps a device from running the work-groups of a variant, in words. */
    private static Optional<String> obstacle(Variant variant, DeviceInfo device) {
        String who = "Device " + device.name() + " (" + device.device() + ") ";
        int items = most(variant, WorkGroup::items);
        if (items > device.largestGroup()) {
            return Optional.of(who + "runs at most " + device.largestGroup() + " work-items in a work-group; the "
                    + variant.target() + " kernels want " + items);
        }
        int bytes = most(variant, WorkGroup::localBytes);
        return bytes <= device.localMemory()
                ? Optional.empty()
                : Optional.of(who + "has " + device.localMemory() + " bytes of memory for a work-group to share; the "
                        + variant.target() + " kernels want " + bytes);
    }

    private static int most(Variant variant, ToIntFunction<WorkGroup> of) {
        return variant.functions().stream().flatMap(f -> f.steps().stream()).filter(Step.Launch.class::isInstance)
                .mapToInt(s -> of.applyAsInt(((Step.Launch) s).group())).max().orElse(0);
    }

    /** The kinds of kernels that suit all of these devices, the best first. */
    private static List<Target> suggested(List<DeviceInfo> devices) {
        if (devices.stream().allMatch(d -> d.type() == DeviceInfo.Type.CPU)) {
            return devices.stream().allMatch(DeviceInfo::wide)
                    ? List.of(Target.CPU, Target.CPU_NARROW)
                    : List.of(Target.CPU_NARROW, Target.CPU);
        }
        return devices.stream().allMatch(d -> d.type() == DeviceInfo.Type.GPU) ? List.of(Target.GPU) : List.of();
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
