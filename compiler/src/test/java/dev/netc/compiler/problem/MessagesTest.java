package dev.netc.compiler.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.compiler.analyse.Frontend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as a person sees them, one file of them a model; {@code -Dgolden.update=true} writes them anew. */
class MessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/messages");

    static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".net")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelHasItsMessages(String model) throws IOException {
        SourceText source = new SourceText(model, Files.readString(FOLDER.resolve(model)));
        String messages = new Renderer().render(Frontend.analyse(source, Map.of()).problems());
        Path golden = FOLDER.resolve(model.replace(".net", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, messages);
        }
        assertThat(messages).isEqualTo(Files.readString(golden));
    }

    /** The contract's own example. */
    @Test
    void aStrideThatDoesNotDivideIsAnErrorThatOffersPadEnd() throws IOException {
        SourceText source = new SourceText("models/mine.net",
                Files.readString(FOLDER.resolve("window-loses-pixels.net")));
        Problem first = Frontend.analyse(source, Map.of()).problems().get(0);
        assertThat(new Renderer().render(first)).startsWith(
                """
                        error[shape]: a row and a column of the image would be lost
                          --> models/mine.net:9:33
                           |
                         9 |   conv1 = image -> conv(48, 11, stride: 4) -> relu
                           |                                 ^^^^^^^^^ 224 - 11 = 213 is not a multiple of 4: row and column 223 are read by no window
                           |
                           = help: `pad: end(3)` gives 55 x 55 as AlexNet has; `round: down` gives 54 x 54 and drops 1 row and column
                        """);
    }
}
