package dev.netc.compiler.pass;

/** What a graph is built for: it decides what dropout, batch normalisation and maxpool are. */
public enum Mode {
    /** Prediction. */
    TEST,
    /** Training. */
    TRAINING,
    /** Training with nothing dropped, for comparing gradients with other frameworks. */
    TRAINING_WITHOUT_DROPOUT
}
