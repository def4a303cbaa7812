package dev.netc.runtime.error;

/** Something that a person can understand and mend: its message says what was found and what would help. */
public class NetcException extends RuntimeException {
    public NetcException(String message) {
        super(message);
    }

    public NetcException(String message, Throwable cause) {
        super(message, cause);
    }
}
