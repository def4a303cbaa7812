package dev.netc.runtime;

import java.util.List;

import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.opencl.Drivers;

/** The OpenCL devices of this machine, by the names that {@link ModelOptions#withDevices(String...)} takes. */
public final class Devices {
    private Devices() {}

    /**
     * Every device, whole: GPUs, then CPUs, accelerators and the rest. {@code 0} is the first. Empty where drivers are installed
     * but have no device.
     *
     * @throws dev.netc.runtime.error.NoDeviceException where no OpenCL driver is installed; the message says what to install
     */
    public static List<DeviceInfo> list() {
        return Drivers.list();
    }
}
