package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** The same tensor in another logical device's memory: the only operator whose input lies elsewhere. */
public record Copy() implements Operator {
    @Override
    public String name() {
        return "copy";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        System.arraycopy(r.input(0), 0, r.result(0), 0, r.result(0).length);
    }
}
