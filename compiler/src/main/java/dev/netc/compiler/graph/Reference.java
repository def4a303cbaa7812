package dev.netc.compiler.graph;

/** The tensors that a reference implementation reads and writes, row-major in double: {@code [batch, shape…]} or {@code [shape…]}. */
public interface Reference {
    /** Examples that are computed. */
    int batch();

    /** Number of the first of them in the whole batch. */
    int first();

    /** Examples of the whole batch, of which these may be a part. */
    int examples();

    /** How many of the examples that are computed belong to the batch: all, or none where a part has none and computes one. */
    default int counted() {
        return Math.clamp((long) examples() - first(), 0, batch());
    }

    Type inputType(int index);

    int inputs();

    double[] input(int index);

    Type resultType(int index);

    /** Zero at first. */
    double[] result(int index);

    /** The learning rate of this step. */
    double rate();

    /** Optimizer steps done so far. */
    int step();

    long seed();

    /** Height of fed pixels. */
    int height();

    /** Width of fed pixels. */
    int width();
}
