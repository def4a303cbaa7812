package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.scalar.Scalar;

/**
 * Drops with probability {@code drop} (Srivastava et al. 2014). Graphs hold it as the pointwise function that it is in
 * training, or at test time.
 *
 * @param scaleInTraining whether what is kept is multiplied by 1 / (1 - drop) in training; otherwise everything is
 *     multiplied by 1 - drop at test time
 */
public record Dropout(double drop, boolean scaleInTraining) implements Operator {
    @Override
    public String name() {
        return "dropout";
    }

    /** As a function of one element, drawing from {@code stream}. */
    public Pointwise inTraining(int stream) {
        Scalar kept = times(new Scalar.Operand(0), new Scalar.Keep(drop, stream));
        return new Pointwise("dropout", scaleInTraining ? times(kept, new Scalar.Constant(1 / (1 - drop))) : kept);
    }

    /** As a function of one element, nothing dropped. */
    public Pointwise atTest() {
        return new Pointwise("dropout", scaleInTraining
                ? new Scalar.Operand(0)
                : times(new Scalar.Operand(0), new Scalar.Constant(1 - drop)));
    }

    private static Scalar times(Scalar left, Scalar right) {
        return new Scalar.Binary(Scalar.Operator.MULTIPLY, left, right);
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public void reference(Reference r) {
        atTest().reference(r);
    }
}
