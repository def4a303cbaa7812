package dev.netc.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program's JSON is read as, and how it is said that a text is none. */
class ProgramJsonTest {
    @Test
    void aProgramComesBackAsItWasWritten() throws IOException {
        Program program = new Program(Program.VERSION, "Xor", List.of(new Input.Tensor("bits", List.of(2))),
                List.of(new Output("xor", List.of(1))),
                List.of(new Parameter("xor.bias", List.of(1), 1, new Initializer.Constant(0), 1, 1)), null, List.of());
        assertThat(read(ProgramJson.write(program))).isEqualTo(program);
    }

    @Test
    void anotherVersionIsToldEvenWhereItHasOtherFields() {
        assertThatThrownBy(() -> read("{\"version\": 99, \"nets\": []}")).isInstanceOf(IOException.class)
                .hasMessage("program.json has version 99; this runtime reads version " + Program.VERSION
                        + ": compile the model with the netc that the runtime is of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"^^ | it says no version", "{} | it says no version",
        "[1] | it says no version", "{\"version\": \"2\"} | it says no version",
        "net Xor { | Unrecognized token 'net'",
        "{\"version\": " + Program.VERSION + ", \"nam\": | Unexpected end-of-input",
        "{\"version\": " + Program.VERSION
                + ", \"inputs\": [{\"kind\": \"sound\"}]} | Could not resolve type id 'sound'"})
    void whatIsNoProgramIsSaidInWords(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("this is no program.json: " + why);
    }

    private static Program read(String text) throws IOException {
        return ProgramJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
