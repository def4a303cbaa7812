package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Value;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/**
 * A scalar expression with the values that it really reads, each once, numbered in the order in which they stand; one
 * that reads none keeps the first, which tells its shape.
 */
public record Operands(Scalar body, List<Value> values) {
    /** Renumbers {@code body}, whose operand {@code i} is {@code values.get(i)}. */
    public static Operands of(Scalar body, List<Value> values) {
        List<Value> used = new ArrayList<>();
        Scalar renumbered = Scalars.replace(body, operand -> {
            Value value = values.get(operand.index());
            if (!used.contains(value)) {
                used.add(value);
            }
            return new Scalar.Operand(used.indexOf(value));
        });
        return new Operands(renumbered, used.isEmpty() ? List.of(values.get(0)) : List.copyOf(used));
    }
}
