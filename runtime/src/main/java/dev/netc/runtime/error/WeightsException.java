package dev.netc.runtime.error;

/** A weight file that is broken, or whose tensors do not fit the program; the message names file and tensor. */
public final class WeightsException extends NetcException {
    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
