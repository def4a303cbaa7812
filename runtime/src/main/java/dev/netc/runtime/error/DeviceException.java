package dev.netc.runtime.error;

/** An OpenCL call failed; the message names the call, the device and OpenCL's own word for the error. */
public final class DeviceException extends NetcException {
    /** With words for the person at the keyboard. */
    public DeviceException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
