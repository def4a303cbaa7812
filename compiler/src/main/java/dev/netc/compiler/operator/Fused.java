package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.scalar.Evaluator;

/**
 * An operator and what follows its first result at every element, in one kernel. Inputs: those of {@code root}, then what the stages
 * read. Results: what is kept, in the order in which it is made, then the root's other results.
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
                || root instanceof MaxPool || root instanceof MaxPoolTraining
                || root instanceof MaxPoolGradient || root instanceof AvgPool || root instanceof AvgPoolGradient
                || root instanceof BatchNorm;
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        List<Type> ofRoot = root.infer(inputs.subList(0, rootInputs));
        Type type = ofRoot.get(0);
        for (Type extra : inputs.subList(rootInputs, inputs.size())) {
            Types.same(extra.shape(), type.shape(), "operand of a stage");
        }
        List<Type> results = new ArrayList<>(Collections.nCopies(kept(), type));
        results.addAll(ofRoot.subList(1, ofRoot.size()));
        return results;
    }

    /** Results that the root or a stage makes at every element. */
    public int kept() {
        return (keepRoot ? 1 : 0) + (int) stages.stream().filter(Stage::keep).count();
    }

    /** The result of {@code node} that a further stage would go on from. */
    public static Value last(Node node) {
        return node.results().get(node.operator() instanceof Fused f ? f.kept() - 1 : 0);
    }

    @Override
    public OptionalInt overwrites() {
        return root.overwrites();
    }

    @Override
    public long multiplyAdds(List<Type> inputs) {
        return root.multiplyAdds(inputs.subList(0, rootInputs));
    }

    @Override
    public void reference(Reference r) {
        Type type = r.resultType(0);
        List<double[]> made = new ArrayList<>();
        double[] value = new double[r.result(0).length];
        root.reference(new PartOfReference(r, rootInputs, type, value, kept()));
        if (keepRoot) {
            made.add(value);
        }
        for (Stage stage : stages) {
            value = apply(stage, value, r, type);
            if (stage.keep()) {
                made.add(value);
            }
        }
        for (int i = 0; i < made.size(); i++) {
            System.arraycopy(made.get(i), 0, r.result(i), 0, value.length);
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
