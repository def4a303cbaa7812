package dev.netc.runtime.error;

/** No OpenCL device fits: none is installed, a name means none, or a device lacks what the program needs. */
public final class NoDeviceException extends NetcException {
    public NoDeviceException(String message) {
        super(message);
    }

    public NoDeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
