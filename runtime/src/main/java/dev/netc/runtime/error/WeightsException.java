package dev.netc.runtime.error;

/** A weight file that is broken, or whose tensors do not fit the program; the message names file and tensor. */
public final class WeightsException extends NetcException {
    /** With words for the person at the keyboard. */
    public WeightsException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
