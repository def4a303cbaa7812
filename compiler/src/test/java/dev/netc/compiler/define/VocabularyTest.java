package dev.netc.compiler.define;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of the language's words holds. */
class VocabularyTest {
    static List<Entry> entries() {
        return Vocabulary.all();
    }

    static Stream<Entry> operators() {
        return Vocabulary.of(Entry.Group.OPERATOR).stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyExampleCompilesWithoutAWarning(Entry entry) {
        assertThat(Frontend.analyse(new SourceText("example.net", entry.exampleNet()), Map.of()).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyExampleUsesItsWord(Entry entry) {
        assertThat(entry.description().example()).containsPattern("\\b" + entry.name() + "\\b");
    }

    @ParameterizedTest
    @MethodSource("operators")
    void everyOperatorSaysItsRuleAndItsShape(Entry entry) {
        assertThat(entry.description().rule()).isNotBlank();
        assertThat(entry.description().shape()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void theExampleMakesTheParametersThatAreTold(Entry entry) {
        List<String> told = entry.description().parameters().stream().map(Description.Makes::role).toList();
        Network network = OperatorsPage.network(entry);
        List<Network.Operation> made = network.operations().stream()
                .filter(o -> o.operator().name().equals(entry.name())).toList();
        assertThat(made.isEmpty()).as("nothing to look at").isEqualTo(entry.name().equals("flatten")); // a reshape
        assertThat(made).allSatisfy(
                o -> assertThat(o.parameters()).extracting(Network.ParameterSpec::role).isEqualTo(told));
    }

    @Test
    void thePageIsMadeOfTheDefinitions() throws IOException {
        Path file = ModelFiles.root().resolve("docs/operators.md");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, OperatorsPage.text());
        } else {
            assertThat(OperatorsPage.text()).isEqualTo(Files.readString(file));
        }
    }
}
