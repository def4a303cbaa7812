package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

import dev.netc.compiler.scalar.Scalar;

/**
 * A scalar function of the operands' elements; the operands have one shape.
 *
 * @param function as a person would call it: {@code relu}
 */
public record Pointwise(String function, Scalar body) implements Operator {
    @Override
    public String name() {
        return function;
    }
}
