package dev.netc.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole comparison, on a net that takes no time. */
class PeersTest {
    @TempDir
    Path folder;

    @Test
    void allAgreeAndEachHasItsRow() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = run(out, "--train", "5", "--infer", "1,17", "--rounds", "2", "--seconds", "0.01");

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        assertThat(text).contains("gradients within", "batch 17: outputs agree");
        assertThat(text.lines().filter(line -> line.contains("netc on 0.0 + 0.1"))).hasSize(3);
        assertThat(text.lines().filter(line -> line.contains("PyTorch 2"))).hasSize(3);
        assertThat(text.lines().filter(line -> line.contains("ONNX Runtime 1"))).hasSize(2);
    }

    @Test
    void aFileThatIsNoModelIsAUsageError() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = Files.writeString(folder.resolve("no.net"), "net No {");

        assertThat(Peers.run(new PrintStream(out, true, StandardCharsets.UTF_8), "--model", file.toString()))
                .isEqualTo(2);
    }

    private int run(ByteArrayOutputStream out, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.net"), TinyNet.TEXT);
        String[] all = java.util.stream.Stream
                .concat(java.util.stream.Stream.of("--model", file.toString()), java.util.Arrays.stream(options))
                .toArray(String[]::new);
        return Peers.run(new PrintStream(out, true, StandardCharsets.UTF_8), all);
    }
}
