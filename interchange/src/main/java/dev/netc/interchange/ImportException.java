package dev.netc.interchange;

import java.util.List;

import dev.netc.runtime.error.NetcException;

/** A file of another format that is broken, or says what the language cannot; the message names the file and the places in it. */
public final class ImportException extends NetcException {
    private static final long serialVersionUID = 1L;

    private final transient List<Unsayable> unsayable;

    /** A file that cannot be used at all. */
    public ImportException(String file, String problem) {
        this(file, problem, null);
    }

    /** A file that cannot be used at all, and what went wrong beneath. */
    public ImportException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.unsayable = List.of();
    }

    /** A sound file that says what the language cannot: all of it, in the file's order. */
    public ImportException(String file, List<Unsayable> unsayable) {
        super(explain(file, unsayable));
        this.unsayable = List.copyOf(unsayable);
    }

    private static String explain(String file, List<Unsayable> unsayable) {
        StringBuilder text = new StringBuilder(file).append(" says what the language cannot:");
        unsayable.forEach(u -> text.append("\n  ").append(u));
        return text.toString();
    }

    /** What the language cannot say; empty where the file is broken. */
    public List<Unsayable> unsayable() {
        return unsayable;
    }
}
