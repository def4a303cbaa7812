package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code netc lsp}, as an editor starts it: a process that is written to and read from. */
class LspTest {
    private static final List<String> CONVERSATION = List.of(
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'capabilities':{}}}",
            "{'jsonrpc':'2.0','method':'textDocument/didOpen','params':{'textDocument':{'uri':'file:///m.net',"
                    + "'languageId':'net','version':1,'text':'net N {\\n  input v: [3]\\n  output o = v -> rellu\\n}'}}}",
            "{'jsonrpc':'2.0','id':2,'method':'shutdown'}", "{'jsonrpc':'2.0','method':'exit'}");

    @Test
    @Timeout(120)
    void theProcessAnswersAndEndsWithZero() throws IOException, InterruptedException {
        Process netc = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "lsp")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream in = netc.getOutputStream()) {
            in.write(conversation());
        }
        String out = new String(netc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(netc.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(netc.exitValue()).isZero();
        assertThat(out).startsWith("Content-Length: ").contains("hoverProvider", "did you mean `relu`?");
    }

    @Test
    void theCommandWritesNothingButTheConversation() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(conversation()));
        try {
            Outcome outcome = Outcome.of("lsp");
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out()).startsWith("Content-Length: ").contains("\"code\":\"name\"");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void anEditorThatGoesWithoutAWordEndsItWithOne() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try {
            assertThat(Outcome.of("lsp").status()).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] conversation() {
        StringBuilder all = new StringBuilder();
        for (String message : CONVERSATION) {
            String json = message.replace('\'', '"');
            all.append("Content-Length: ").append(json.length()).append("\r\n\r\n").append(json);
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
