package dev.netc.runtime.error;

/** The driver refused a kernel's source; the message shows its complaint at the line it is about. */
public final class KernelBuildException extends NetcException {
    /** With words for the person at the keyboard. */
    public KernelBuildException(String message) {
        super(message);
    }

    /** With words for the person at the keyboard, and what led to it. */
    public KernelBuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
