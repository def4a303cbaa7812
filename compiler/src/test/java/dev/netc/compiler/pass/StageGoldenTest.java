package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.nets.Nets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole net in two columns, AlexNet's way in small, behind the stages that change most: to be read. {@code
 * -Dgolden.update} writes the files anew.
 */
class StageGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/stages");

    @ParameterizedTest
    @ValueSource(strings = {"build", "fuse", "schedule"})
    void theGraphOfAnUpdateIsThatOfTheFile(String stage) throws IOException {
        String text = GraphPrinter.print(Graphs.stages(Nets.alexNetInSmall(), FunctionKind.UPDATE).get(stage));
        Path file = FOLDER.resolve(stage + ".txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, text);
        } else {
            assertThat(text).isEqualTo(Files.readString(file));
        }
    }
}
