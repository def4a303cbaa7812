package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.host.HostClass;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.program.Target;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class that a net is compiled to is compiled by javac, without a warning, loaded and called. */
class HostClassTest {
    private static final String NET = """
            net Twins(classes = 3) {
              input new: [2, 3, 3]
              input label: class(classes)
              columns 2 {
                hidden = new -> conv(4, 2) -> relu
              }
              logits = all(hidden) -> dense(classes)
              output int = softmax(logits)
              train { loss cross_entropy(logits, label) optimizer sgd(rate: 0.1) }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void isAsAPersonWouldWriteItAndComputesWhatTheModelDoes() throws Exception {
        Network network = Frontend.analyse(new SourceText("twins.net", NET), Map.of()).network().orElseThrow();
        Program program = Compiler.compile(network,
                CompileOptions.standard().withTargets(Set.of(Target.CPU)).withFunctions(Set.of(FunctionKind.INFER)));
        Path json = Files.writeString(folder.resolve("program.json"), ProgramJson.write(program));
        Path weights = folder.resolve("weights.safetensors");
        float[] image = new float[2 * 18];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i);
        }
        float[] expected;
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withBatch(2))) {
            model.initialize(5);
            Safetensors.write(weights, model.parameters(), Map.of());
            model.feed("new", Tensor.of(image, 2, 2, 3, 3));
            expected = model.run("infer", Scalars.batch(2)).get("int").toFloats();
        }

        compile(HostClass.write(program, "net.example"));
        try (URLClassLoader loader = new URLClassLoader(new URL[]{folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("net.example.Twins");
            try (AutoCloseable net = (AutoCloseable) type
                    .getMethod("load", Path.class, Path.class, int.class, String[].class)
                    .invoke(null, json, weights, 2, new String[]{"0"})) {
                float[] both = (float[]) type.getMethod("int_", int.class, float[].class).invoke(net, 2, image);
                float[] first = (float[]) type.getMethod("int_", float[].class).invoke(net,
                        java.util.Arrays.copyOf(image, 18));
                assertThat(both).containsExactly(expected, within(0f));
                assertThat(first).containsExactly(java.util.Arrays.copyOf(expected, 3), within(0f));
            }
        }
    }

    private void compile(String source) throws Exception {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("net/example")).resolve("Twins.java"),
                source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        var files = javac.getStandardFileManager(null, null, null);
        boolean compiled = javac.getTask(messages, files, null,
                List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "21", "-d", classes.toString(),
                        "-classpath", System.getProperty("java.class.path")),
                null, files.getJavaFileObjects(file)).call();
        assertThat(messages.toString()).as(source).isEmpty();
        assertThat(compiled).isTrue();
    }
}
