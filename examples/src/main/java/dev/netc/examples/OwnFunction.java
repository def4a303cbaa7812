package dev.netc.examples;

import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/**
 * A pointwise function of one's own is written in the model, where it stands for nothing but its formula; the compiler finds its
 * derivative and fuses both into the kernels around. Here the gradient is held against finite differences, in double precision.
 */
public final class OwnFunction {
    private static final String SWISH = """
            net Swish {
              // Ramachandran, Zoph and Le, 2017
              fn swish(x, beta = 1) = x * sigmoid(beta * x)

              input x: [4]
              input label: class(2)
              hidden = x -> dense(3) -> swish(1.5)
              logits = hidden -> dense(2)
              train { loss cross_entropy(logits, label) optimizer sgd(rate: 0.1) }
            }
            """;
    private static final double STEP = 1e-6;

    private OwnFunction() {}

    public static void main(String[] args) {
        Program program = Compiler.compile(
                Frontend.analyse(new SourceText("swish.net", SWISH), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withPrecision(Precision.F64)
                        .withFunctions(Set.of(FunctionKind.GRADIENTS)));
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withPrecision(Precision.F64))) {
            model.initialize(1);
            model.feed("x", Tensor.of(new double[]{1, -2, 0.5, 3, -1, 0.2, 2, -0.7}, 2, 4));
            model.feed("label", Tensor.of(new int[]{0, 1}, 2));
            Tensor gradient = run(model).get("grad.hidden.weight");
            double[] weights = model.parameter("hidden.weight").toDoubles();
            for (int i = 0; i < weights.length; i++) {
                double difference = (loss(model, weights, i, STEP) - loss(model, weights, i, -STEP)) / (2 * STEP);
                System.out.printf("hidden.weight[%2d]  %+.8f  by differences %+.8f%n", i, gradient.doubleAt(i),
                        difference);
                if (Math.abs(gradient.doubleAt(i) - difference) > 1e-7) {
                    throw new IllegalStateException("the gradient is wrong");
                }
            }
        }
    }

    /** The mean loss with one weight moved. */
    private static double loss(Model model, double[] weights, int index, double by) {
        double[] moved = weights.clone();
        moved[index] += by;
        model.setParameter("hidden.weight", Tensor.of(moved, 3, 4));
        Tensor losses = run(model).get("loss");
        return (losses.doubleAt(0) + losses.doubleAt(1)) / 2;
    }

    private static Map<String, Tensor> run(Model model) {
        return model.run("gradients", Scalars.batch(2));
    }
}
