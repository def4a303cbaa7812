package dev.netc.compiler.problem;

/** Whether a problem keeps a model from being compiled. */
public enum Severity {
    /** It does. */
    ERROR,
    /** It does not; the model may mean something else than was meant. */
    WARNING;

    /** The word at the head of a message. */
    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
