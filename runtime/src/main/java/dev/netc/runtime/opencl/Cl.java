package dev.netc.runtime.opencl;

import dev.netc.runtime.error.DeviceException;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.NetcException;
import org.jocl.CL;

/** OpenCL's return codes as exceptions. */
final class Cl {
    private Cl() {}

    /** Throws unless the code is success; {@code what} says what was tried. */
    static void check(int code, String what) {
        if (code != CL.CL_SUCCESS) {
            throw failure(code, what);
        }
    }

    static NetcException failure(int code, String what) {
        String message = what + ": " + CL.stringFor_errorCode(code);
        return switch (code) {
            case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL.CL_OUT_OF_HOST_MEMORY, CL.CL_INVALID_BUFFER_SIZE ->
                new DeviceOutOfMemoryException(message);
            case CL.CL_OUT_OF_RESOURCES -> new DeviceException(
                    message + " (too little memory for the kernel, or a kernel that went beyond its buffers)");
            default -> new DeviceException(message);
        };
    }
}
