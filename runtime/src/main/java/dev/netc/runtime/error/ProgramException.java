package dev.netc.runtime.error;

/** A program that contradicts itself, or that this runtime has no variant of. */
public final class ProgramException extends NetcException {
    public ProgramException(String message) {
        super(message);
    }

    public ProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
