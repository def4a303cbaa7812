package dev.netc.runtime.error;

/** A device has no room for the program's buffers; the message says how much was asked for and how much there is. */
public final class DeviceOutOfMemoryException extends NetcException {
    /** With words for the person at the keyboard. */
    public DeviceOutOfMemoryException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public DeviceOutOfMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
