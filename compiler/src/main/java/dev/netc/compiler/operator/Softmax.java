package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

/** Over the channels at each position. */
public record Softmax() implements Operator {
    @Override
    public String name() {
        return "softmax";
    }
}
