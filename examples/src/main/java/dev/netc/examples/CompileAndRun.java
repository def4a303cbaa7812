package dev.netc.examples;

import java.util.Map;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/**
 * The shortest way from a text to numbers: a net is compiled, loaded on the machine's OpenCL device, given weights, and run on
 * a batch of four examples. It is the smallest net that needs a hidden layer, exclusive or.
 */
public final class CompileAndRun {
    private static final String XOR = """
            net Xor {
              input bits: [2]
              hidden = bits -> dense(2) -> relu
              output xor = hidden -> dense(1)
            }
            """;

    private CompileAndRun() {}

    public static void main(String[] args) {
        Network network = Frontend.analyse(new SourceText("xor.net", XOR), Map.of()).network().orElseThrow();
        Program program = Compiler.compile(network, CompileOptions.standard());
        try (Model model = Model.load(program, ModelOptions.DEFAULT)) {
            model.setParameter("hidden.weight", Tensor.of(new float[]{1, 1, 1, 1}, 2, 2));
            model.setParameter("hidden.bias", Tensor.of(new float[]{0, -1}, 2));
            model.setParameter("xor.weight", Tensor.of(new float[]{1, -2}, 1, 2));
            model.setParameter("xor.bias", Tensor.of(new float[]{0}, 1));

            float[] bits = {0, 0, 0, 1, 1, 0, 1, 1};
            model.feed("bits", Tensor.of(bits, 4, 2));
            Tensor xor = model.run("infer", Scalars.batch(4)).get("xor");
            for (int i = 0; i < 4; i++) {
                System.out.printf("%.0f xor %.0f = %.0f%n", bits[2 * i], bits[2 * i + 1], xor.floatAt(i));
            }
        }
    }
}
