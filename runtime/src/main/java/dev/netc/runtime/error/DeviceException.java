package dev.netc.runtime.error;

/** An OpenCL call failed; the message names the call, the device and OpenCL's own word for the error. */
public final class DeviceException extends NetcException {
    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
