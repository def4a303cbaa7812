package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * The only communication. Of a column's value: that of every column, joined along channels; in a graph, whose columns are
 * written out, its inputs are those. Of a value computed outside, named inside: that value.
 */
public record All() implements Operator {
    @Override
    public String name() {
        return "all";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(Type.batch(Contraction.joined(inputs)));
    }

    @Override
    public void differentiate(Gradients g) {
        for (int i = 0, from = 0; i < g.node().inputs().size(); i++) {
            int to = from + g.input(i).type().shape().channels();
            if (g.wanted(i)) {
                g.give(i, g.emit("d", new Slice(from, to), g.incoming(0)));
            }
            from = to;
        }
    }

    @Override
    public void reference(Reference r) {
        int whole = r.result(0).length / r.batch();
        for (int i = 0, at = 0; i < r.inputs(); i++) {
            int length = r.input(i).length / r.batch();
            for (int n = 0; n < r.batch(); n++) {
                System.arraycopy(r.input(i), n * length, r.result(0), n * whole + at, length);
            }
            at += length;
        }
    }
}
