package dev.netc.peers;

/** A net with its weights, ready on one of the systems that are compared. */
interface Contestant extends AutoCloseable {

    /** What tables call it: {@code ONNX Runtime 1.22.0}. */
    String name();

    /** Takes the examples that later calls work on, into memory of its own. */
    void give(Examples examples);

    /** The net's output for the examples, {@code [batch, classes]}, row-major. */
    float[] infer();

    /** Gives back what it holds. */
    @Override
    void close();
}
