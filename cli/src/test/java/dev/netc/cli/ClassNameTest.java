package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class folders of two words, of which the first is the same, through all that reads the classes of a run. */
class ClassNameTest {
    @TempDir
    private Path folder;

    private static void succeeds(Object... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @Test
    void foldersWithSpacesGoThroughTrainResumeEvalAndPredict() throws IOException {
        Path data = ColoredImages.write(folder.resolve("data"));
        for (Path part : Stream.of("train", "test").map(data::resolve).toList()) {
            Files.move(part.resolve("class0"), part.resolve("hot dog"));
            Files.move(part.resolve("class1"), part.resolve("hot pot"));
        }
        Path model = Files.writeString(folder.resolve("all.net"), ColoredImages.NET);
        Path run = folder.resolve("run");
        Path last = run.resolve("last.safetensors");
        succeeds("train", model, "--data", data, "--run", run, "--epochs", "1");
        succeeds("train", model, "--data", data, "--run", run, "--epochs", "2", "--resume");
        succeeds("train", model, "--data", data, "--run", run, "--epochs", "1", "--weights", last);
        Outcome evaluated = Outcome.of("eval", model, "--data", data, "--weights", last, "--json");
        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().get("images").asInt()).isEqualTo(48);
        Outcome predicted = Outcome.of("predict", model, "--weights", last, data.resolve("test/hot dog/1.png"),
                "--json");
        assertThat(predicted.status()).as(predicted.err()).isZero();
        assertThat(predicted.json().at("/images/0/classes").findValuesAsText("name"))
                .containsExactlyInAnyOrder("class2", "hot dog", "hot pot");
    }
}
