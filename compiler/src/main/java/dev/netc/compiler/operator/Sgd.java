package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/**
 * One step of stochastic gradient descent as the paper writes it (section 5): v' = momentum v - decay rate w - rate g; w'
 * = w + v'. Inputs: w, v, and g, or its parts, which are added in their order. Results: w', v', which take the place of w
 * and v.
 *
 * @param rate factor of this parameter on the learning rate
 * @param decay of this parameter, its factor included
 */
public record Sgd(double momentum, double rate, double decay) implements Operator {
    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.same(inputs.get(1).shape(), inputs.get(0).shape(), "momentum");
        inputs.subList(2, inputs.size()).forEach(g -> Types.same(g.shape(), inputs.get(0).shape(), "gradient"));
        return List.of(inputs.get(0), inputs.get(1));
    }

    @Override
    public void reference(Reference r) {
        step(r, r.input(0), r.input(1), PartsSum.of(r, 2));
    }

    /** Gives the first two results from a weight, its momentum and its gradient. */
    void step(Reference r, double[] weight, double[] momenta, double[] gradient) {
        double step = r.rate() * rate;
        for (int i = 0; i < weight.length; i++) {
            double v = momentum * momenta[i] - decay * step * weight[i] - step * gradient[i];
            r.result(0)[i] = weight[i] + v;
            r.result(1)[i] = v;
        }
    }
}
