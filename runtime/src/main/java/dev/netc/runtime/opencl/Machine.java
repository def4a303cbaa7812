package dev.netc.runtime.opencl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.netc.runtime.error.NoDeviceException;
import org.jocl.cl_platform_id;

/**
 * The logical devices of one program, opened: a context a platform, a queue a logical device. Owns all of them.
 */
public final class Machine implements Owner.Closeable {
    private final Owner owner = new Owner();
    private final List<LogicalDevice> devices = new ArrayList<>();

    private Machine() {}

    /**
     * Opens devices.
     *
     * @param names the i-th for logical device i; one may stand there twice
     * @throws NoDeviceException where a device is not there or has the wrong byte order
     */
    public static Machine open(List<DeviceName> names) {
        return open(names, false);
    }

    /**
     * Opens devices.
     *
     * @param timed whether their events tell times
     */
    public static Machine open(List<DeviceName> names, boolean timed) {
        Machine machine = new Machine();
        try {
            machine.openAll(names, timed);
            return machine;
        } catch (RuntimeException e) {
            machine.close();
            throw e;
        }
    }

    /** The logical devices, in order. */
    public List<LogicalDevice> devices() {
        return List.copyOf(devices);
    }

    /** Waits until every queue is empty; none stands idle while another is waited for. */
    public void finish() {
        devices.forEach(device -> device.queue().flush());
        devices.forEach(device -> device.queue().finish());
    }

    @Override
    public void close() {
        owner.close();
    }

    private void openAll(List<DeviceName> names, boolean timed) {
        Map<DeviceName, Device> opened = new LinkedHashMap<>();
        List<Device> installed = Drivers.installed();
        for (DeviceName name : names) {
            opened.computeIfAbsent(name, n -> part(installed.get(n.index()), n));
        }
        Map<cl_platform_id, List<Device>> platforms = new LinkedHashMap<>();
        opened.values().forEach(d -> platforms.computeIfAbsent(d.platform(), p -> new ArrayList<>()).add(d));
        Map<cl_platform_id, Context> contexts = new HashMap<>();
        platforms.forEach((platform, members) -> contexts.put(platform, owner.own(Context.open(platform, members))));
        for (DeviceName name : names) {
            Device device = opened.get(name);
            Context context = contexts.get(device.platform());
            devices.add(new LogicalDevice(device.info(), context, owner.own(Queue.open(context, device, timed))));
        }
    }

    private static Device part(Device whole, DeviceName name) {
        if (!whole.isLittleEndian()) {
            throw new NoDeviceException("Device " + name + " is big-endian");
        }
        if (name.parts() == 1) {
            return whole;
        }
        return Parts.of(whole, name);
    }
}
