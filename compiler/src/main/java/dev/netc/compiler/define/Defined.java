package dev.netc.compiler.define;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;

/**
 * An operator applied to a tensor.
 *
 * @param shape of the result for one example
 * @param parameters made for it, in the operator's order
 */
public record Defined(Operator operator, Shape shape, List<Made> parameters) {
    public Defined {
        parameters = List.copyOf(parameters);
    }

    /** A parameter: its role, {@code weight} or {@code bias}, one column's shape, and where it starts. */
    public record Made(String role, Shape shape, Initializer initializer) {}
}
