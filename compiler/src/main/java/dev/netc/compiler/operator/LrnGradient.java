package dev.netc.compiler.operator;

import java.util.List;
import java.util.OptionalInt;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of {@code lrn}: with s_j = k + alpha * sum of a², da_i = db_i s_i^-beta - 2 alpha beta a_i * sum over j
 * around i of db_j a_j s_j^(-beta - 1). The sums are made anew from a. Inputs: a, the incoming gradient db.
 */
public record LrnGradient(Lrn of) implements Operator {
    @Override
    public String name() {
        return "lrn_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.same(inputs.get(1).shape(), inputs.get(0).shape(), "incoming gradient");
        return List.of(inputs.get(0));
    }

    @Override
    public OptionalInt overwrites() {
        return OptionalInt.of(1);
    }

    @Override
    public void reference(Reference r) {
        double[] a = r.input(0);
        double[] incoming = r.input(1);
        Shape shape = r.inputType(0).shape();
        double[] sums = of.sums(a, shape);
        double[] products = new double[a.length];
        java.util.Arrays.setAll(products, i -> incoming[i] * a[i] * Math.pow(sums[i], -of.beta() - 1));
        double[] around = of.window(products, shape);
        for (int i = 0; i < a.length; i++) {
            r.result(0)[i] = incoming[i] * Math.pow(sums[i], -of.beta())
                    - 2 * of.alpha() * of.beta() * a[i] * around[i];
        }
    }
}
