package dev.netc.peers;

/** Contestants that were to compute the same do not; the message says which, and what. */
final class DisagreementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DisagreementException(String message) {
        super(message);
    }
}
