package dev.netc.runtime.error;

/** The driver refused a kernel's source; the message shows its complaint at the line it is about. */
public final class KernelBuildException extends NetcException {
    public KernelBuildException(String message) {
        super(message);
    }

    public KernelBuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
