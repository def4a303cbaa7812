package dev.netc.interchange.onnx.writer;

import dev.netc.compiler.shape.Shape;

/**
 * A value of the net in the ONNX graph.
 *
 * @param name in the graph
 * @param shape of one column's part, for one example
 * @param parts how many columns lie in the tensor, one behind the other along the channels; 1 outside columns, and where every
 *     column has the same
 */
record Flow(String name, Shape shape, int parts) {
    /** The shape of the whole tensor, for one example. */
    Shape whole() {
        return shape.withChannels(shape.channels() * parts);
    }

    Flow named(String other, Shape ofColumn) {
        return new Flow(other, ofColumn, parts);
    }
}
