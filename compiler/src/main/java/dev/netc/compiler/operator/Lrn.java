package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * Local response normalisation across channels (Krizhevsky, Sutskever and Hinton 2012, section 3.3): b_i = a_i / (k +
 * alpha * sum of a_j² over the {@code size} channels around i) ^ beta, alpha not divided by size.
 */
public record Lrn(int size, double k, double alpha, double beta) implements Operator {
    @Override
    public String name() {
        return "lrn";
    }

    /** Channels on either side of the middle. */
    public int reach() {
        return (size - 1) / 2;
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.require(size % 2 == 1, "size " + size + " is odd");
        return List.of(inputs.get(0));
    }

    @Override
    public void differentiate(Gradients g) {
        g.give(0, g.emit("d", new LrnGradient(this), g.input(0), g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        double[] in = r.input(0);
        double[] sums = sums(in, r.inputType(0).shape());
        for (int i = 0; i < in.length; i++) {
            r.result(0)[i] = in[i] * Math.pow(sums[i], -beta);
        }
    }

    /** k + alpha * sum of squares, for every element. */
    double[] sums(double[] in, Shape shape) {
        double[] squares = java.util.Arrays.stream(in).map(a -> a * a).toArray();
        double[] sums = window(squares, shape);
        java.util.Arrays.setAll(sums, i -> k + alpha * sums[i]);
        return sums;
    }

    /** The sum over the channels around each element. */
    double[] window(double[] in, Shape shape) {
        double[] out = new double[in.length];
        int positions = shape.height() * shape.width();
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions % shape.channels();
            for (int c = Math.max(0, channel - reach()); c <= Math.min(shape.channels() - 1, channel + reach()); c++) {
                out[i] += in[i + (c - channel) * positions];
            }
        }
        return out;
    }
}
