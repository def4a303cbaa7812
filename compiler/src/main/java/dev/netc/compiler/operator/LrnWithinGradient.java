package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * The gradient of {@code lrn_within}: with s = k + alpha * sum of a², da_i = db_i s_i^-beta - 2 alpha beta a_i * sum of
 * the {@link LrnWithinProduct products} around i. Inputs: a, the incoming gradient db, the products.
 */
public record LrnWithinGradient(LrnWithin of) implements Operator {
    @Override
    public String name() {
        return "lrn_within_gradient";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return LrnWithin.like(inputs);
    }

    @Override
    public void reference(Reference r) {
        double[] sums = of.sums(r);
        double[] products = r.input(2);
        Patch.each(of.window(), r.inputType(0).shape(), r.batch(), (patch, i) -> r.result(0)[i] = r.input(1)[i]
                * Math.pow(sums[i], -of.beta())
                - 2 * of.alpha() * of.beta() * r.input(0)[i] * patch.sum(j -> products[j]));
    }
}
