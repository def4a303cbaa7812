package dev.netc.runtime.opencl;

import java.util.List;

/**
 * How a driver compiles, where the standard leaves it open and it matters how long that takes.
 *
 * @param oneAtATime whether it must not be asked by two threads at once, which the standard allows
 * @param joins whether many kernels are compiled sooner as one source than as a source each
 * @param keepsItsOwn whether it keeps on disk what it compiled, machine code included, so that keeping its binaries beside that
 *     would gain nothing
 */
record Habits(boolean oneAtATime, boolean joins, boolean keepsItsOwn) {
    /** A driver of which nothing is known: several threads, and its binaries are worth keeping. */
    static final Habits STANDARD = new Habits(false, false, false);

    /** Crashes where two threads compile (21.10). */
    private static final Habits OCLGRIND = new Habits(true, false, false);

    /**
     * Compiles one source at a time, whoever asks, and spends a tenth of a second on the shortest. It makes machine code at a
     * kernel's first launch, for the work-group that is launched, and keeps it; asked for a binary, it makes machine code for any
     * work-group besides, which no launch then uses (3.1).
     */
    private static final Habits POCL = new Habits(true, true, true);

    /** Of the devices of one context. */
    static Habits of(List<Device> devices) {
        return switch (devices.getFirst().info().platform()) {
            case "Portable Computing Language" -> POCL;
            case "Oclgrind" -> OCLGRIND;
            default -> STANDARD;
        };
    }
}
