package dev.netc.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.netc.runtime.device.DeviceInfo;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** A device or a part of one, as OpenCL names it. */
record Device(cl_platform_id platform, cl_device_id id, DeviceInfo info) {

    /** Asks a device about itself. */
    static Device of(cl_platform_id platform, cl_device_id id, String name) {
        long units = number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS);
        DeviceInfo info = new DeviceInfo(name, platformName(platform), text(id, CL.CL_DEVICE_NAME),
                type(number(id, CL.CL_DEVICE_TYPE)),
                (int) number(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT), (int) units,
                number(id, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
                number(id, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE), number(id, CL.CL_DEVICE_MEM_BASE_ADDR_ALIGN) / 8,
                number(id, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE), number(id, CL.CL_DEVICE_LOCAL_MEM_SIZE),
                number(id, CL.CL_DEVICE_DOUBLE_FP_CONFIG) != 0,
                units > 1 && splitsEqually(id), text(id, CL.CL_DEVICE_VERSION), text(id, CL.CL_DRIVER_VERSION));
        return new Device(platform, id, info);
    }

    Device named(String name) {
        return new Device(platform, id, info.named(name));
    }

    boolean isLittleEndian() {
        return number(id, CL.CL_DEVICE_ENDIAN_LITTLE) != 0;
    }

    private static DeviceInfo.Type type(long bits) {
        long kinds = bits & (CL.CL_DEVICE_TYPE_CPU | CL.CL_DEVICE_TYPE_GPU | CL.CL_DEVICE_TYPE_ACCELERATOR);
        if (kinds == CL.CL_DEVICE_TYPE_CPU) {
            return DeviceInfo.Type.CPU;
        }
        if (kinds == CL.CL_DEVICE_TYPE_GPU) {
            return DeviceInfo.Type.GPU;
        }
        return kinds == CL.CL_DEVICE_TYPE_ACCELERATOR ? DeviceInfo.Type.ACCELERATOR : DeviceInfo.Type.OTHER;
    }

    private static boolean splitsEqually(cl_device_id id) {
        byte[] properties = bytes(id, CL.CL_DEVICE_PARTITION_PROPERTIES);
        ByteBuffer values = ByteBuffer.wrap(properties).order(ByteOrder.LITTLE_ENDIAN);
        while (values.remaining() >= Long.BYTES) {
            if (values.getLong() == CL.CL_DEVICE_PARTITION_EQUALLY) {
                return true;
            }
        }
        return false;
    }

    /** A property of any width up to 64 bits; 0 where the device does not know it, as drivers of OpenCL 1.1 do. */
    private static long number(cl_device_id id, int property) {
        long value = 0;
        byte[] bytes = bytes(id, property);
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static String text(cl_device_id id, int property) {
        return trimmed(bytes(id, property));
    }

    private static byte[] bytes(cl_device_id id, int property) {
        long[] size = new long[1];
        if (CL.clGetDeviceInfo(id, property, 0, null, size) != CL.CL_SUCCESS) {
            return new byte[0];
        }
        byte[] value = new byte[(int) size[0]];
        if (value.length > 0) {
            Cl.check(CL.clGetDeviceInfo(id, property, value.length, Pointer.to(value), null), "asking a device");
        }
        return value;
    }

    private static String platformName(cl_platform_id platform) {
        long[] size = new long[1];
        Cl.check(CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, 0, null, size), "asking a platform");
        byte[] value = new byte[(int) size[0]];
        Cl.check(CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, value.length, Pointer.to(value), null),
                "asking a platform");
        return trimmed(value);
    }

    static String trimmed(byte[] zeroTerminated) {
        return new String(zeroTerminated, StandardCharsets.UTF_8).replace("\0", "").strip();
    }
}
