package dev.netc.compiler.graph;

/** The tensors that a reference implementation reads and writes, row-major in double: {@code [batch, shape…]} or {@code [shape…]}. */
public interface Reference {
    int batch();

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
