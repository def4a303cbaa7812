package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** Its inputs, joined along channels or features. In a graph, whose columns are written out, {@code all} is one too. */
public record Concat() implements Operator {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Shape joined = Contraction.joined(inputs);
        inputs.forEach(i -> Types.same(i.shape().withChannels(joined.channels()), joined, "an input but for channels"));
        return List.of(Type.batch(joined));
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
