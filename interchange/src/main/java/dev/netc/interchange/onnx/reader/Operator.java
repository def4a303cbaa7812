package dev.netc.interchange.onnx.reader;

import dev.netc.interchange.draft.Refusal;

/** What an operator of ONNX becomes. */
interface Operator {
    /**
     * Says a node in the language, and takes down what is known of its results.
     *
     * @throws Refusal where the language cannot say it
     */
    void translate(Node node, Translation net);
}
