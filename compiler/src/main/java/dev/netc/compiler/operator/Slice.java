package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** Channels {@code from} (inclusive) to {@code to}. */
public record Slice(int from, int to) implements Operator {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.require(0 <= from && from < to && to <= inputs.get(0).shape().channels(),
                "channels " + from + " to " + to);
        return List.of(Type.batch(inputs.get(0).shape().withChannels(to - from)));
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        int whole = (int) shape.elements();
        int positions = shape.height() * shape.width();
        int length = (to - from) * positions;
        for (int n = 0; n < r.batch(); n++) {
            System.arraycopy(r.input(0), n * whole + from * positions, r.result(0), n * length, length);
        }
    }
}
