package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code netc fmt}. */
class FmtTest {
    private static final String UGLY = """
            net Ugly {
              input image: [3,8,8] // tail
              a = image->conv(4,3)
              output longer = a
            }
            """;
    private static final String TIDY = """
            net Ugly {
              input image: [3, 8, 8]   // tail
              a = image -> conv(4, 3)
              output longer = a
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void filesAreLaidOutInPlaceOnce() throws IOException {
        Path file = write("ugly.net", UGLY);
        Outcome first = Outcome.of("fmt", file, Outcome.model("alexnet.net"));
        assertThat(first.status()).isZero();
        assertThat(first.out()).isEqualTo(file + """
                :2 is the first line that differs
                  -   input image: [3,8,8] // tail
                  +   input image: [3, 8, 8]   // tail
                1 of 2 files changed
                """);
        assertThat(file).hasContent(TIDY);
        assertThat(Outcome.of("fmt", file).out()).isEqualTo("0 of 1 file changed\n");
    }

    @Test
    void checkWritesNothingAndFailsWhereAFileWouldChange() throws IOException {
        Path file = write("ugly.net", UGLY);
        Outcome outcome = Outcome.of("fmt", "--check", file, Outcome.model("alexnet.net"), "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.json().at("/files/0/changed").asBoolean()).isTrue();
        assertThat(outcome.json().at("/files/0/line").asInt()).isEqualTo(2);
        assertThat(outcome.json().at("/files/1/changed").asBoolean()).isFalse();
        assertThat(file).hasContent(UGLY);
        assertThat(Outcome.of("fmt", "--check", file).out()).contains(file + ":2", "1 of 1 file would change");
        assertThat(Outcome.of("fmt", "--check", Outcome.model("alexnet.net")).status()).isZero();
    }

    @Test
    void aFileWithSyntaxErrorsIsLeftAloneAndTheOthersAreLaidOut() throws IOException {
        Path broken = write("broken.net", "net Broken { a = }");
        Path ugly = write("ugly.net", UGLY);
        Outcome outcome = Outcome.of("fmt", broken, ugly);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("error[syntax]", broken + ":1:");
        assertThat(broken).hasContent("net Broken { a = }");
        assertThat(ugly).hasContent(TIDY);
    }

    @Test
    void standardInputIsLaidOutOnStandardOutput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(UGLY.getBytes(StandardCharsets.UTF_8)));
        try {
            Outcome outcome = Outcome.of("fmt", "-");
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out()).isEqualTo(TIDY);
        } finally {
            System.setIn(before);
        }
        assertThat(Outcome.of("fmt", "-", "other.net").status()).isEqualTo(2);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
