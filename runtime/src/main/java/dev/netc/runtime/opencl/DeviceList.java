package dev.netc.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NoDeviceException;

/** Which device each logical device of a program is: by a list of names, or by the default rule. */
public final class DeviceList {
    private static final long GIBIBYTE = 1L << 30;

    private DeviceList() {}

    /**
     * One name a logical device.
     *
     * @param names the i-th for logical device i, a shorter list wrapping round; empty for the default rule: two GPUs where there
     *     are two, else one GPU, else a CPU split into min(logical devices, cores) equal parts
     * @param logical number of logical devices
     * @param installed every device there is
     * @throws NoDeviceException where the names make no sense on this machine; the message lists what there is
     */
    public static List<DeviceName> choose(List<String> names, int logical, List<DeviceInfo> installed) {
        if (installed.isEmpty()) {
            throw new NoDeviceException("The OpenCL drivers of this machine have no device");
        }
        if (names.isEmpty()) {
            return wrapped(byDefault(logical, installed), logical);
        }
        List<DeviceName> parsed = new ArrayList<>();
        for (String name : names) {
            parsed.add(checked(DeviceName.parse(name), installed));
        }
        return wrapped(parsed, logical);
    }

    private static List<DeviceName> wrapped(List<DeviceName> names, int logical) {
        return IntStream.range(0, logical).mapToObj(i -> names.get(i % names.size())).toList();
    }

    private static List<DeviceName> byDefault(int logical, List<DeviceInfo> installed) {
        List<Integer> gpus = gpus(installed);
        if (!gpus.isEmpty()) {
            return gpus.stream().limit(2).map(DeviceName::whole).toList();
        }
        int cpu = cpu(installed);
        DeviceInfo info = installed.get(cpu);
        int parts = info.partitionable() ? Math.min(logical, info.computeUnits()) : 1;
        return IntStream.range(0, parts).mapToObj(part -> new DeviceName(cpu, part, parts)).toList();
    }

    /** GPUs, two of one platform before two of different ones: between those every copy would go through the host. */
    private static List<Integer> gpus(List<DeviceInfo> installed) {
        List<Integer> gpus = IntStream.range(0, installed.size())
                .filter(i -> installed.get(i).type() == DeviceInfo.Type.GPU).boxed().toList();
        Optional<List<Integer>> together = gpus.stream()
                .map(first -> gpus.stream().filter(
                        other -> installed.get(other).platform().equals(installed.get(first).platform())).toList())
                .filter(group -> group.size() > 1).findFirst();
        return together.orElse(gpus);
    }

    /** The first CPU that splits, else the first CPU, else whatever comes first. */
    private static int cpu(List<DeviceInfo> installed) {
        List<Integer> cpus = IntStream.range(0, installed.size())
                .filter(i -> installed.get(i).type() == DeviceInfo.Type.CPU).boxed().toList();
        return cpus.stream().filter(i -> installed.get(i).partitionable()).findFirst()
                .orElse(cpus.isEmpty() ? 0 : cpus.get(0));
    }

    private static DeviceName checked(DeviceName name, List<DeviceInfo> installed) {
        if (name.index() >= installed.size()) {
            throw new NoDeviceException("There is no device " + name.index() + ". " + whatThereIs(installed));
        }
        DeviceInfo device = installed.get(name.index());
        if (name.parts() > 1 && !device.partitionable()) {
            throw new NoDeviceException("Device " + name.index() + " (" + device.device()
                    + ") cannot be split, so there is no " + name + ". " + whatThereIs(installed));
        }
        if (name.parts() > Math.max(1, device.computeUnits())) {
            throw new NoDeviceException("Device " + name.index() + " (" + device.device() + ") has "
                    + device.computeUnits() + " compute units, so there is no " + name + ". "
                    + whatThereIs(installed));
        }
        return name;
    }

    private static String whatThereIs(List<DeviceInfo> installed) {
        return installed.stream().map(DeviceList::line).collect(Collectors.joining("\n  ", "There is:\n  ", ""));
    }

    private static String line(DeviceInfo device) {
        String parts = device.partitionable() ? ", can be split: " + device.name() + ".0, " + device.name() + ".1" : "";
        return String.format(Locale.ROOT, "%s  %s (%s), %s, %d compute units, %.1f GiB%s", device.name(),
                device.device(), device.platform(), device.type().name().toLowerCase(Locale.ROOT),
                device.computeUnits(), (double) device.memory() / GIBIBYTE, parts);
    }
}
