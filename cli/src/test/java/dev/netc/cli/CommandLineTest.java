package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for every command: help, usage, errors in words and as JSON, statuses. */
class CommandLineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"check", "compile", "train", "eval", "predict", "run", "devices", "bench", "tune", "fmt",
        "import", "export", "lsp"})
    void everyCommandHasAnExampleInItsHelp(String command) {
        Outcome help = Outcome.of(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Example: ", "  netc " + command + " ", "--json");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void theHelpOfAllListsTheCommandsThatAreThere() {
        assertThat(Outcome.of("--help").out())
                .contains("check", "compile", "train", "eval", "predict", "run", "devices", "bench", "tune", "fmt",
                        "import", "export", "lsp");
    }

    @Test
    void theVersionTellsJavaAndTheOpenClDrivers() {
        Outcome version = Outcome.of("--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).contains("netc ", "Java " + Runtime.version(), "OpenCL");
    }

    @Test
    void noCommandIsWrongUsage() {
        Outcome nothing = Outcome.of();
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("a command is missing", "netc --help");
        assertThat(nothing.out()).isEmpty();
    }

    @Test
    void anUnknownCommandOffersTheNearest() {
        Outcome unknown = Outcome.of("chekc");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no command `chekc`", "check");
    }

    @Test
    void anUnknownOptionIsWrongUsageInJsonToo() {
        Outcome unknown = Outcome.of("check", "some.net", "--bach", "3", "--json");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no option `--bach`", "--batch");
        assertThat(unknown.json().at("/errors/0/code").asText()).isEqualTo("usage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "many", "1.5"})
    void aBatchIsAWholeNumberOfAtLeastOne(String batch) {
        Outcome outcome = Outcome.of("check", Outcome.model("digits.net"), "--batch=" + batch);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--batch", "expected, not " + batch);
    }

    @Test
    void nothingThatATerminalWouldObeyIsPrinted() {
        Outcome outcome = Outcome.of("check", "no\u001b[2J\u009b\u202ewhere.net", "--json");
        assertThat(outcome.err()).isEqualTo("error[file]: no?[2J??where.net: there is no such file\n");
        assertThat(outcome.json().at("/errors/0/file").asText()).isEqualTo("no\u001b[2J\u009b\u202ewhere.net");
    }

    @Test
    void aFileThatIsNotThereIsAnErrorThatNamesIt() {
        Outcome outcome = Outcome.of("check", "nowhere/x.net", "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("error[file]: nowhere/x.net: there is no such file\n");
        assertThat(outcome.json().at("/errors/0/file").asText()).isEqualTo("nowhere/x.net");
        assertThat(outcome.json().at("/errors/0/line").isNull()).isTrue();
    }

    @Test
    void aFolderAndBytesThatAreNoTextAreErrorsInWords() throws IOException {
        assertThat(Outcome.of("check", folder).err()).contains("it is a folder");
        Path binary = Files.write(folder.resolve("binary.net"), new byte[]{(byte) 0xC3, (byte) 0x28});
        assertThat(Outcome.of("check", binary).err()).contains("it is no text in UTF-8");
    }

    @Test
    void aModelsErrorsAreShownWithTheirSourceAndListedInJson() throws IOException {
        Path model = Files.writeString(folder.resolve("wrong.net"), """
                net Wrong {
                  input image: [1, 9, 9]
                  a = image -> conv(4, 3, stride: 4)
                  output b = a -> dens(3)
                }
                """);
        Outcome outcome = Outcome.of("check", model, "--json");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("error[", "  --> " + model + ":3:", "  --> " + model + ":4:", "^^^");
        JsonNode errors = outcome.json().get("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.get(1).get("line").asInt()).isEqualTo(4);
        assertThat(errors.get(1).get("column").asInt()).isPositive();
        assertThat(errors.get(1).get("message").asText()).contains("dens");
    }

    @Test
    void warningsStandUnderWarningsAndDoNotChangeTheStatus() throws IOException {
        Path model = Files.writeString(folder.resolve("unused.net"), """
                net Unused {
                  input image: [1, 4, 4]
                  a = image -> relu
                  output b = image -> dense(3)
                }
                """);
        Outcome outcome = Outcome.of("check", model, "--json");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("warning[unused]");
        assertThat(outcome.json().at("/warnings/0/code").asText()).isEqualTo("unused");
        assertThat(outcome.json().at("/warnings/0/kind").asText()).isEqualTo("warning/unused");
        assertThat(outcome.json().at("/warnings/0/line").asInt()).isEqualTo(3);
    }
}
