package dev.netc.runtime.error;

/** No OpenCL device fits: none is installed, a name means none, or a device lacks what the program needs. */
public final class NoDeviceException extends NetcException {
    /** With words for the person at the keyboard. */
    public NoDeviceException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public NoDeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
