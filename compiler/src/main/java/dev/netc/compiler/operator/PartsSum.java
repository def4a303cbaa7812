package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** What the parts of a batch give for a parameter, added in the order of the parts. Inputs: one a part. */
public record PartsSum() implements Operator {
    @Override
    public String name() {
        return "parts_sum";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.forEach(i -> Types.same(i.shape(), inputs.get(0).shape(), "a part"));
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        System.arraycopy(of(r, 0), 0, r.result(0), 0, r.result(0).length);
    }

    /** The sum of the inputs from number {@code from} on. */
    static double[] of(Reference r, int from) {
        double[] sum = r.input(from).clone();
        for (int part = from + 1; part < r.inputs(); part++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += r.input(part)[i];
            }
        }
        return sum;
    }
}
