package dev.netc.examples;

import java.util.Map;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;

/**
 * What a compiler has to say when a model is wrong: problems are data, each with its place in the source, all that are
 * independent found in one run, and one renderer draws them. Needs no device.
 */
public final class ShowProblems {
    private static final String MISTAKEN = """
            net Mistaken(classes = 10) {
              input image: [3, 224, 224]
              conv1 = image -> conv(48, 11, stride: 4) -> relu
              pool1 = conv1 -> maxpool(3, strid: 2)
              output probabilities = poo11 -> dense(classes) -> softmax
            }
            """;

    private ShowProblems() {}

    public static void main(String[] args) {
        Analysis analysis = Frontend.analyse(new SourceText("models/mine.net", MISTAKEN), Map.of());
        Renderer renderer = new Renderer();
        for (Problem problem : analysis.problems()) {
            System.out.println(renderer.render(problem));
        }
        System.out.printf("%d problems, a net: %s%n", analysis.problems().size(), analysis.network().isPresent());
    }
}
