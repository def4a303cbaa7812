package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * Local response normalisation within a channel (the map normalisation of Krizhevsky's cuda-convnet, 2012): b = a / (k +
 * alpha * sum of a² over the size × size window around it) ^ beta, zeros outside the image, alpha not divided by anything.
 */
public record LrnWithin(int size, double k, double alpha, double beta) implements Operator {
    @Override
    public String name() {
        return "lrn_within";
    }

    /** The elements around each element. */
    public Window window() {
        int reach = (size - 1) / 2;
        return new Window(size, size, 1, 1, new Padding(reach, reach, reach, reach));
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.require(size % 2 == 1, "size " + size + " is odd");
        Types.require(inputs.get(0).shape().isImage(), "an image is needed");
        return List.of(inputs.get(0));
    }

    @Override
    public void differentiate(Gradients g) {
        Value products = g.emit("product", new LrnWithinProduct(this), g.input(0), g.incoming(0));
        g.give(0, g.emit("d", new LrnWithinGradient(this), g.input(0), g.incoming(0), products));
    }

    @Override
    public void reference(Reference r) {
        double[] a = r.input(0);
        double[] sums = sums(r);
        for (int i = 0; i < a.length; i++) {
            r.result(0)[i] = a[i] * Math.pow(sums[i], -beta);
        }
    }

    /** k + alpha * sum of squares around every element of input 0. */
    double[] sums(Reference r) {
        double[] a = r.input(0);
        double[] sums = new double[a.length];
        Patch.each(window(), r.inputType(0).shape(), r.batch(),
                (patch, i) -> sums[i] = k + alpha * patch.sum(j -> a[j] * a[j]));
        return sums;
    }

    /** The types of a gradient's operands: each is as the image is. */
    static List<Type> like(List<Type> inputs) {
        Shape image = inputs.get(0).shape();
        inputs.forEach(t -> Types.same(t.shape(), image, "operand"));
        return List.of(inputs.get(0));
    }
}
