package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.scalar.Evaluator;

/**
 * An operator and what follows it at every element, in one kernel. Inputs: those of {@code root}, then what the stages
 * read. Results: what is kept, in the order in which it is made.
 *
 * @param rootInputs how many of the inputs are the root's
 * @param keepRoot whether the root's own result is one
 */
public record Fused(Operator root, int rootInputs, boolean keepRoot, List<Stage> stages) implements Operator {
    /** So many tensors are arguments of a fused kernel at most: OpenCL 1.2 promises room for 128 pointers. */
    public static final int ARGUMENTS = 64;

    public Fused {
        stages = List.copyOf(stages);
        Types.require(!stages.isEmpty() && stages.getLast().keep(), "the last stage is a result");
    }

    @Override
    public String name() {
        return "fused";
    }

    /** Whether kernels for {@code root} can go on with stages. */
    public static boolean canLead(Operator root) {
        return root instanceof Contraction || root instanceof InputGradient || root instanceof Lrn
                || root instanceof LrnGradient || root instanceof LrnWithin || root instanceof LrnWithinGradient
                || root instanceof MaxPool || root instanceof AvgPool || root instanceof AvgPoolGradient
                || root instanceof BatchNorm;
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Type type = root.infer(inputs.subList(0, rootInputs)).get(0);
        for (Type extra : inputs.subList(rootInputs, inputs.size())) {
            Types.same(extra.shape(), type.shape(), "operand of a stage");
        }
        long results = stages.stream().filter(Stage::keep).count() + (keepRoot ? 1 : 0);
        return java.util.Collections.nCopies((int) results, type);
    }

    @Override
    public long multiplyAdds(List<Type> inputs) {
        return root.multiplyAdds(inputs.subList(0, rootInputs));
    }

    @Override
    public void reference(Reference r) {
        Type type = r.resultType(0);
        List<double[]> kept = new ArrayList<>();
        double[] value = new double[r.result(0).length];
        root.reference(new PartOfReference(r, rootInputs, type, value));
        if (keepRoot) {
            kept.add(value);
        }
        for (Stage stage : stages) {
            value = apply(stage, value, r, type);
            if (stage.keep()) {
                kept.add(value);
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            System.arraycopy(kept.get(i), 0, r.result(i), 0, value.length);
        }
    }

    private double[] apply(Stage stage, double[] value, Reference r, Type type) {
        double[] out = new double[value.length];
        switch (stage) {
            case Stage.Map(var body, boolean keep) -> {
                double[][] operands = new double[1 + r.inputs() - rootInputs][];
                operands[0] = value;
                for (int i = rootInputs; i < r.inputs(); i++) {
                    operands[1 + i - rootInputs] = r.input(i);
                }
                Evaluator evaluator = new Evaluator(r.seed(), r.step());
                int length = value.length / r.batch();
                for (int i = 0; i < out.length; i++) {
                    out[i] = evaluator.evaluate(body, operands, i, r.first() + i / length, i % length);
                }
            }
            case Stage.Normalize(Lrn lrn, boolean keep) -> {
                double[] sums = lrn.sums(value, type.shape());
                for (int i = 0; i < out.length; i++) {
                    out[i] = value[i] * Math.pow(sums[i], -lrn.beta());
                }
            }
        }
        return out;
    }
}
