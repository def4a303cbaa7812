package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

/** Fully connected over the flattened operand; weight {@code [units, features]}, bias {@code [units]}. */
public record Dense(int units, boolean bias) implements Operator {
    @Override
    public String name() {
        return "dense";
    }
}
