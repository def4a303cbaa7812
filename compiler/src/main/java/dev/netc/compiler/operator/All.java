package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * The only communication, as a net says it. Of a column's value: that of every column, joined along channels. Of a value
 * computed outside, named inside: that value. Graphs, whose columns are written out, hold a {@link Concat} in its place.
 */
public record All() implements Operator {
    @Override
    public String name() {
        return "all";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return new Concat().infer(inputs);
    }

    @Override
    public void reference(Reference r) {
        new Concat().reference(r);
    }
}
