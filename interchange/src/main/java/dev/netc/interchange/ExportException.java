package dev.netc.interchange;

import dev.netc.runtime.error.NetcException;

/** A net, or weights, that a format cannot say; the message names what, and where. */
public final class ExportException extends NetcException {
    private static final long serialVersionUID = 1L;

    public ExportException(String message) {
        super(message);
    }
}
