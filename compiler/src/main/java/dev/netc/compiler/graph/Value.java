package dev.netc.compiler.graph;

/**
 * A value: defined once, by a {@link Source} or a {@link Node}.
 *
 * @param name unique in its graph
 * @param device the logical device in whose memory it lies
 */
public record Value(String name, Type type, int device) {
    @Override
    public String toString() {
        return "%" + name;
    }
}
