package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * What an element hands to the gradient of its neighbours in {@code lrn_within}: db a s^(-beta - 1), with s = k + alpha *
 * sum of a². A value of its own, because each is read by a whole window. Inputs: a, the incoming gradient db.
 */
public record LrnWithinProduct(LrnWithin of) implements Operator {
    @Override
    public String name() {
        return "lrn_within_product";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return LrnWithin.like(inputs);
    }

    @Override
    public void reference(Reference r) {
        double[] sums = of.sums(r);
        for (int i = 0; i < sums.length; i++) {
            r.result(0)[i] = r.input(1)[i] * r.input(0)[i] * Math.pow(sums[i], -of.beta() - 1);
        }
    }
}
