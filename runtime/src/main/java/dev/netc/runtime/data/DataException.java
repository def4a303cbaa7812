package dev.netc.runtime.data;

import dev.netc.runtime.error.NetcException;

/** Data that cannot be used. The message says in words what is wrong, in which file, and in which entry of it. */
public final class DataException extends NetcException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * A problem with a file.
     *
     * @param file as the user named it, or an entry as {@code archive.tar: train/cat/1.jpg}
     * @param problem the rest of the sentence: "ends early: …"
     */
    public DataException(String file, String problem) {
        this(file, problem, null);
    }

    /** The same, with what the library below said. */
    public DataException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.file = file;
    }

    /** The file, and the entry where it is an archive. */
    public String file() {
        return file;
    }
}
