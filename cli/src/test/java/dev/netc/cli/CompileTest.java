package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompileTest {
    @TempDir
    private Path folder;

    @Test
    void kernelsProgramAndClassAreWritten() throws IOException {
        JsonNode document = Outcome
                .of("compile", Outcome.model("alexnet.net"), "-o", folder, "--package", "net.example", "--json").json();
        assertThat(document.get("net").asText()).isEqualTo("AlexNet");
        assertThat(folder.resolve("AlexNet.java")).content().contains("package net.example;",
                "public final class AlexNet");
        Program program;
        try (InputStream json = Files.newInputStream(folder.resolve("program.json"))) {
            program = ProgramJson.read(json);
        }
        List<String> folders = List.of("kernels", "kernels/cpu_narrow", "kernels/gpu", "kernels/plain");
        assertThat(program.variants()).extracting(Variant::target).containsExactly(Target.CPU, Target.CPU_NARROW,
                Target.GPU, Target.PLAIN);
        for (int i = 0; i < folders.size(); i++) {
            assertThat(kernels(folders.get(i))).hasSameSizeAs(program.variants().get(i).kernels());
        }
        assertThat(folder.resolve("kernels/conv2_forward.cl")).content()
                .startsWith("// AlexNet: conv, then max($0, 0), then lrn");
    }

    @Test
    void theJarCarriesWhatTheClassNeeds() throws IOException {
        Path weights = weightsOf("digits.net");
        Path classes = Files.writeString(folder.resolve("classes.txt"),
                "zero one two three four five six seven eight nine".replace(' ', '\n'));
        JsonNode document = Outcome.of("compile", Outcome.model("digits.net"), "-o", folder.resolve("out"), "--package",
                "net.example", "--weights", weights, "--classes", classes, "--json").json();
        assertThat(document.get("type").asText()).isEqualTo("net.example.Digits");
        try (JarFile jar = new JarFile(folder.resolve("out/digits.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("META-INF/MANIFEST.MF",
                    "net/example/Digits.class", "net/example/Digits.program.json", "net/example/Digits.safetensors");
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("net.example.Digits");
            TensorFile carried = Safetensors.read(
                    jar.getInputStream(jar.getEntry("net/example/Digits.safetensors")), "the jar's");
            assertThat(carried.tensors()).isEqualTo(Safetensors.read(weights).tensors());
            assertThat(carried.metadata().get("classes")).startsWith("zero\none\n");
        }
    }

    @Test
    void weightsThatDoNotFitAreNamedWithTheLikelyPairs() throws IOException {
        Path weights = weightsOf("mnist.net");
        Outcome outcome = Outcome.of("compile", Outcome.model("digits.net"), "-o", folder.resolve("out"), "--weights",
                weights);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(weights + " does not fit net Digits", "the net wants, and does not find");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void classesGoWithWeightsAndAreAsManyAsTheNetTellsApart() throws IOException {
        Path classes = Files.writeString(folder.resolve("classes.txt"), "cat\ndog\n");
        assertThat(Outcome.of("compile", Outcome.model("digits.net"), "-o", folder, "--classes", classes).err())
                .contains("--weights is missing");
        Outcome outcome = Outcome.of("compile", Outcome.model("digits.net"), "-o", folder, "--classes", classes,
                "--weights",
                weightsOf("digits.net"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--classes names 2 classes, and net Digits tells 10 apart");
    }

    /** Zeros, of the shapes that a model wants, and a mean of the size that its images are stored in. */
    private Path weightsOf(String model) throws IOException {
        SourceText text = new SourceText(model, Files.readString(Outcome.model(model)));
        Map<String, Tensor> tensors = new TreeMap<>();
        Compiler.compile(Frontend.analyse(text, Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(Set.of(Target.PLAIN)).withFunctions(Set.of(FunctionKind.INFER)))
                .parameters().forEach(p -> tensors.put(p.name(), Tensor.of(new float[(int) p.elements()],
                        p.shape().stream().mapToLong(Integer::longValue).toArray())));
        tensors.put("prepare.mean", Tensor.of(new float[14 * 14], 1, 14, 14));
        Path file = folder.resolve(model + ".safetensors");
        Safetensors.write(file, tensors, Map.of());
        return file;
    }

    @Test
    void aPackageThatJavaDoesNotKnowIsWrongUsage() {
        Outcome outcome = Outcome.of("compile", Outcome.model("digits.net"), "-o", folder, "--package", "net.new");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("net.new is no name of a Java package");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Outcome outcome = Outcome.of("compile", Outcome.model("digits.net"), "-o", file);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(file.toString());
    }

    @Test
    void devicesAreListedByTheNamesThatDeviceListsTake() {
        JsonNode devices = Outcome.of("devices", "--json").json().get("devices");
        assertThat(devices).isNotEmpty();
        assertThat(devices.get(0).get("name").asText()).isEqualTo("0");
        assertThat(devices.get(0).get("gflops").isNull()).isTrue();
        assertThat(Outcome.of("devices").out()).contains(devices.get(0).get("device").asText());
    }

    private List<Path> kernels(String inside) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(inside))) {
            return files.filter(f -> f.toString().endsWith(".cl")).toList();
        }
    }

    /** The second is as small as one can be that starts netc. */
    @ParameterizedTest
    @ValueSource(strings = {"java.se,jdk.unsupported", "java.desktop,java.logging"})
    void aJavaWithoutCompilerIsToldToBeAJdkAndNothingIsWritten(String modules) throws Exception {
        Path log = folder.resolve("log");
        NetcProcess compile = NetcProcess.limited(log, modules, "compile", Outcome.model("digits.net"), "-o",
                folder.resolve("out"));
        assertThat(compile.await()).as(compile.said()).isEqualTo(1);
        assertThat(compile.said()).contains("a jar is made by a JDK's compiler, and the Java in "
                + System.getProperty("java.home") + " has none: a JDK 21 or later has");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
