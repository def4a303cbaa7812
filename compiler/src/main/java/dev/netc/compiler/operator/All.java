package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

/**
 * The only communication. Of a column's value: that of every column, joined along channels. Of a value computed
 * outside, named inside: that value.
 */
public record All() implements Operator {
    @Override
    public String name() {
        return "all";
    }
}
