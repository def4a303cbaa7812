package dev.netc.compiler.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.program.Target;
import org.junit.jupiter.api.Test;

/** What generated classes look like; that they compile and compute is tested where the runtime is. {@code -Dgolden.update} writes them anew. */
class HostClassTest {
    private static final Path MODELS = Path.of("../models");

    @Test
    void aNetOfImagesIsAskedAboutImagesAndTrained() throws IOException {
        Program digits = compiled("digits.net", Files.readString(MODELS.resolve("digits.net")));
        assertIsGolden("Digits", HostClass.write(digits, "net.example", true));
    }

    /** Two inputs, an input that only training reads, two outputs, no weights, no package, and every name a trap. */
    @Test
    void awkwardNamesAreGivenAnUnderscore() throws IOException {
        Program awkward = compiled("string.net", """
                net string {
                  input class: [2]
                  input batch: [3]
                  input net: class(4)
                  output hashCode = concat(class, batch) -> dense(4)
                  output close = softmax(hashCode)
                  train { loss cross_entropy(hashCode, net) optimizer sgd(rate: 0.1) }
                }
                """);
        assertIsGolden("String", HostClass.write(awkward, "", false));
    }

    private static Program compiled(String file, String text) {
        return Compiler.compile(Frontend.analyse(new SourceText(file, text), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(Set.of(Target.CPU)));
    }

    private static void assertIsGolden(String name, String source) throws IOException {
        Path golden = Path.of("src/test/resources/host").resolve(name + ".java.txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, source);
        } else {
            assertThat(source).isEqualTo(Files.readString(golden));
        }
    }
}
