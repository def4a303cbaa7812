package dev.netc.runtime.error;

/** Something that a person can understand and mend: its message says what was found and what would help. */
public class NetcException extends RuntimeException {
    /** With words for the person at the keyboard. */
    public NetcException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public NetcException(String message, Throwable cause) {
        super(message, cause);
    }
}
