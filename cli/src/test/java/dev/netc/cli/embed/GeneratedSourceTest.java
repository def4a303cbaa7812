package dev.netc.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.netc.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a net and its values are called, its class compiles without a warning, against the runtime alone. */
class GeneratedSourceTest {
    /** Names of nets that Java, its library or the runtime has, too. */
    private static final List<String> NETS = List.of("String", "Object", "Override", "AutoCloseable", "List", "Path",
            "Model",
            "ModelOptions", "EmbeddedNet", "Classification", "IOException", "ByteBuffer", "record", "var", "class", "_",
            "java",
            "dev", "Outputs", "Float", "_9");
    private static final List<String> VALUES = List.of("hashCode", "close", "wait", "load", "outputs", "classify",
            "int", "net",
            "close_", "java", "String", "toString", "model", "step");
    private static final List<String> INPUTS = List.of("class", "batch", "dev", "_", "rate", "net_", "List");

    @TempDir
    private Path folder;

    @Test
    void everyNameIsOneOfJavas() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String net : NETS) {
            add(sources, awkward(net), "net.example." + net.toLowerCase(java.util.Locale.ROOT) + "_");
        }
        add(sources, Nets.program("net Ζ { input x: [2] output y = x -> dense(1) }".replace("Ζ", "Plain")), "größe.π");
        add(sources, Nets.program("net NoOutput { input x: [2] y = x -> dense(1) }"), "net.example.none");
        Path classes = RuntimeAlone.compiled(folder, sources);
        assertThat(classes.resolve("net/example/record_/Record.class")).exists();
        assertThat(classes.resolve("net/example/string_/String$Outputs.class")).exists();
        assertThat(classes.resolve("net/example/outputs_/Outputs$Outputs_.class")).exists();
    }

    @Test
    void theRuntimesJarIsAllThatAClassIsCompiledAgainst() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        add(sources, awkward("Awkward"), "net.example");
        assertThat(RuntimeAlone.compiledAgainstNothingElse(folder, sources).resolve("net/example/Awkward.class"))
                .exists();
    }

    private static void add(Map<String, String> sources, Program program, String packageName) {
        for (boolean weights : List.of(true, false)) {
            String inside = packageName + (weights ? "" : ".bare");
            EmbeddableNet net = new EmbeddableNet(program, inside);
            sources.put(inside.replace('.', '/') + "/" + net.className() + ".java",
                    dev.netc.compiler.host.HostClass.write(program, inside, weights));
        }
    }

    /** A net that reads an image and more, under names that are all taken. */
    private static Program awkward(String net) {
        StringBuilder text = new StringBuilder(
                "net " + net + " {\n  input image: [3, 4, 4]\n  input label: class(2)\n");
        INPUTS.forEach(input -> text.append("  input ").append(input).append(": [2]\n"));
        text.append("  sum = concat(image -> flatten");
        INPUTS.forEach(input -> text.append(", ").append(input));
        text.append(") -> dense(2)\n");
        VALUES.forEach(value -> text.append("  output ").append(value).append(" = sum * 2\n"));
        return Nets.program(
                text.append("  train { loss cross_entropy(sum, label) optimizer sgd(rate: 1) }\n}\n").toString());
    }
}
