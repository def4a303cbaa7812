package dev.netc.runtime.error;

/** A program that contradicts itself, or that this runtime has no variant of. */
public final class ProgramException extends NetcException {
    /** With words for the person at the keyboard. */
    public ProgramException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public ProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
