package dev.netc.runtime.opencl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NoDeviceException;
import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * The OpenCL devices of this machine: GPUs, then CPUs, accelerators and the rest, among them by the platform's name, then as the
 * driver lists them. The loader's own order depends on which driver it happens to find first, and a name should last.
 */
public final class Drivers {
    private Drivers() {}

    /**
     * Every device, whole; {@code 0} is the first. Empty where drivers are installed but have no device.
     *
     * @throws NoDeviceException where no OpenCL driver is installed
     */
    public static List<DeviceInfo> list() {
        return installed().stream().map(Device::info).toList();
    }

    static List<Device> installed() {
        List<Device> found = new ArrayList<>();
        for (cl_platform_id platform : platforms()) {
            for (cl_device_id id : devices(platform)) {
                found.add(Device.of(platform, id, ""));
            }
        }
        found.sort(Comparator.comparing((Device device) -> device.info().type())
                .thenComparing(device -> device.info().platform()));
        return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).named(Integer.toString(i))).toList();
    }

    private static cl_platform_id[] platforms() {
        int[] count = new int[1];
        int code;
        try {
            code = CL.clGetPlatformIDs(0, null, count);
        } catch (LinkageError e) {
            throw new NoDeviceException(whyNotLinked(e), e);
        }
        if (code != CL.CL_SUCCESS || count[0] == 0) {
            throw new NoDeviceException("No OpenCL driver is installed. " + advice());
        }
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        Cl.check(CL.clGetPlatformIDs(platforms.length, platforms, null), "listing OpenCL platforms");
        return platforms;
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        int[] count = new int[1];
        int code = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
        if (code == CL.CL_DEVICE_NOT_FOUND || count[0] == 0) {
            return new cl_device_id[0];
        }
        Cl.check(code, "listing OpenCL devices");
        cl_device_id[] devices = new cl_device_id[count[0]];
        Cl.check(CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null),
                "listing OpenCL devices");
        return devices;
    }

    /**
     * Java does not get as far as a driver. A class that a small Java lacks is no missing driver; and JOCL tells by words alone
     * whether its own library is missing or the system's.
     */
    private static String whyNotLinked(LinkageError error) {
        if (error.getCause() instanceof ClassNotFoundException missing) {
            return "OpenCL cannot be called: JOCL needs the class " + missing.getMessage()
                    + ", which is neither in this Java nor on its class path (of the JDK's modules it needs java.logging)";
        }
        return lacksJoclsLibrary(error)
                ? "JOCL's library, by which Java calls OpenCL, cannot be loaded on " + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
                        + ": it is there for Linux, macOS and Windows on x86-64, and for Linux and macOS on ARM; it is unpacked to "
                        + System.getProperty("java.io.tmpdir") + " (java.io.tmpdir), which must allow that code is run;"
                        + " and native access must not be denied (--enable-native-access=ALL-UNNAMED)"
                : "OpenCL is not installed: no libOpenCL is found. " + advice();
    }

    private static boolean lacksJoclsLibrary(Throwable error) {
        return error != null && (String.valueOf(error.getMessage()).contains("Error while loading native library")
                || lacksJoclsLibrary(error.getCause()));
    }

    private static String advice() {
        return "On Debian or Ubuntu: apt-get install pocl-opencl-icd ocl-icd-libopencl1 (for a CPU);"
                + " for a GPU, its vendor's driver";
    }
}
