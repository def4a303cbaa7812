package dev.netc.cli.embed;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.program.Target;

/** Nets of the tests, compiled. */
final class Nets {
    /** Two inputs, two columns, two outputs and a train block. */
    static final String TWINS = """
            net Twins(classes = 3) {
              input left: [2, 3, 3]
              input right: [4]
              input label: class(classes)
              columns 2 {
                seen = left -> conv(4, 2) -> relu
              }
              scores = concat(all(seen) -> flatten, right) -> dense(classes)
              output logits = scores
              output shares = softmax(scores)
              train { loss cross_entropy(scores, label) optimizer sgd(rate: 0.1, momentum: 0.9) }
            }
            """;

    private Nets() {}

    static Program program(String text) {
        return Compiler.compile(Frontend.analyse(new SourceText("test.net", text), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(Set.of(Target.CPU)));
    }

    static Path model(String name) {
        return Path.of("").toAbsolutePath().getParent().resolve("models").resolve(name);
    }
}
