package dev.netc.program;

import java.util.Collections;
import java.util.List;

/**
 * The work-items of a launch that run together: they share local memory and may wait for each other.
 *
 * @param size work-items in each dimension of the launch; empty where the driver chooses
 * @param localBytes of memory that they share
 */
public record WorkGroup(List<Integer> size, int localBytes) {
    /** As the driver likes; nothing is shared. */
    public static final WorkGroup ANY = new WorkGroup(List.of(), 0);

    public WorkGroup {
        size = List.copyOf(size);
        if (size.stream().anyMatch(s -> s < 1) || localBytes < 0) {
            throw new IllegalArgumentException("a work-group of " + size + " with " + localBytes + " bytes");
        }
    }

    /** A single work-item, in so many dimensions. */
    public static WorkGroup single(int dimensions) {
        return new WorkGroup(Collections.nCopies(dimensions, 1), 0);
    }

    /** Work-items in all; 1 where the driver chooses. */
    public int items() {
        return size.stream().reduce(1, Math::multiplyExact);
    }
}
