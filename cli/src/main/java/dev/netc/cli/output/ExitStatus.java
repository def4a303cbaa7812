package dev.netc.cli.output;

/** How a command ends, as the process says it. */
public enum ExitStatus {
    /** What was asked for is done. */
    DONE(0),
    /** The model or the data has errors, or a file cannot be read or written. */
    ERRORS(1),
    /** The command was typed wrongly, or is not there yet. */
    USAGE(2),
    /** No device can do it. */
    NO_DEVICE(3),
    /** Training ended in the middle: memory ran out, or the loss is not finite. */
    TRAINING_FAILED(4),
    /** Interrupted by a person or a system; what a training had learnt is in its checkpoint. */
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The process's exit status. */
    public int code() {
        return code;
    }
}
