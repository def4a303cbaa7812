package dev.netc.runtime.opencl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_device_partition_property;

/**
 * The parts that devices have been split into. They are made once and kept for the life of the process: PoCL's worker threads
 * still look at a part when every queue and context on it is gone, so that releasing one can bring down the JVM (PoCL 3.1).
 */
final class Parts {
    private static final Map<Split, cl_device_id[]> MADE = new ConcurrentHashMap<>();

    private record Split(cl_device_id device, int parts) {}

    private Parts() {}

    /** One of the equal parts of a device; the same object whenever it is asked for. */
    static Device of(Device whole, DeviceName name) {
        cl_device_id[] parts = MADE.computeIfAbsent(new Split(whole.id(), name.parts()), s -> split(whole, name));
        return Device.of(whole.platform(), parts[name.part()], name.toString());
    }

    private static cl_device_id[] split(Device whole, DeviceName name) {
        cl_device_partition_property equally = new cl_device_partition_property();
        equally.addProperty(CL.CL_DEVICE_PARTITION_EQUALLY, whole.info().computeUnits() / name.parts());
        int[] count = new int[1];
        Cl.check(CL.clCreateSubDevices(whole.id(), equally, 0, null, count), "splitting device " + name.index());
        cl_device_id[] parts = new cl_device_id[count[0]];
        Cl.check(CL.clCreateSubDevices(whole.id(), equally, parts.length, parts, null),
                "splitting device " + name.index());
        return parts;
    }
}
