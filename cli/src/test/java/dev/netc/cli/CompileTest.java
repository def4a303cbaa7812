package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        List<String> folders = List.of("kernels", "kernels/gpu", "kernels/plain");
        assertThat(program.variants()).extracting(Variant::target).containsExactly(Target.CPU, Target.GPU,
                Target.PLAIN);
        for (int i = 0; i < folders.size(); i++) {
            assertThat(kernels(folders.get(i))).hasSameSizeAs(program.variants().get(i).kernels());
        }
        assertThat(folder.resolve("kernels/conv2_forward.cl")).content()
                .startsWith("// AlexNet: conv, then max($0, 0), then lrn");
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
}
