package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
    private static final String HOME = "user.home";

    @TempDir
    private Path folder;
    private final String home = System.getProperty(HOME);

    @BeforeEach
    void cacheOfItsOwn() {
        assumeThat(System.getenv("XDG_CACHE_HOME")).as("it would win over the user's home").isNull();
        System.setProperty(HOME, folder.toString());
    }

    @AfterEach
    void cacheOfTheUser() {
        System.setProperty(HOME, home);
    }

    @Test
    void itTellsEveryKernelWithAChoiceKeepsWhatIsBetterAndOthersUseIt() throws IOException {
        Path model = Files.writeString(folder.resolve("plain.net"), """
                net Plain {
                  input image: [3, 12, 12]
                  hidden = image -> conv(8, 3) -> relu
                  output classes = hidden -> dense(3)
                }
                """);
        Outcome outcome = Outcome.of("tune", model, "--batch", "32,1", "--devices", "0", "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode document = outcome.json();
        Set<String> better = new HashSet<>();
        Set<String> seen = new HashSet<>();
        document.get("results").forEach(result -> result.get("kernels").forEach(kernel -> {
            assertThat(seen.add(kernel.get("kernel").asText())).as("searched once").isTrue();
            double won = 1 - kernel.get("bestSeconds").asDouble() / kernel.get("defaultSeconds").asDouble();
            assertThat(kernel.get("won").asDouble()).isCloseTo(won, within(1e-12));
            if (!kernel.get("tile").equals(kernel.get("defaultTile"))) {
                assertThat(won).isGreaterThanOrEqualTo(0.03 - 1e-9);
                better.add(kernel.get("kernel").asText());
            }
        }));
        assertThat(seen).hasSize(3)
                .anyMatch(key -> key.matches("small forward cpu( narrow)? f32: 3 x 12 x 12 -> 8 x 10 x 10.*"));
        JsonNode kept = new ObjectMapper().readTree(Path.of(document.get("file").asText()).toFile());
        assertThat(kept.get("tiles").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(better);
        assertThat(document.get("file").asText()).startsWith(folder.toString());

        String forward = seen.stream().filter(key -> key.matches("forward cpu( narrow)? f32: 3 x 12 x 12.*"))
                .findFirst()
                .orElseThrow();
        ((com.fasterxml.jackson.databind.node.ObjectNode) kept.get("tiles")).removeAll().put(forward, "4 x 4");
        Files.writeString(Path.of(document.get("file").asText()), kept.toString());
        Outcome bench = Outcome.of("bench", model, "--batch", "32", "--runs", "1", "--devices", "0");
        assertThat(bench.err()).contains("infer, batch 32, on 0, 1 kernel tuned");
        Files.writeString(Path.of(document.get("file").asText()), "nothing");
        Outcome broken = Outcome.of("bench", model, "--batch", "32", "--runs", "1", "--devices", "0");
        assertThat(broken.status()).isZero();
        assertThat(broken.err()).contains("is ignored", "infer, batch 32, on 0\n");
    }

    @Test
    void peopleReadATableAndWhereItIsKept() throws IOException {
        Path model = Files.writeString(folder.resolve("plain.net"), """
                net Plain {
                  input features: [40]
                  output classes = features -> dense(3)
                }
                """);
        Outcome outcome = Outcome.of("tune", model, "--batch", "32", "--devices", "0");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("infer, batch 32", "default ms", "f32: 40 -> 3", "the whole run",
                "kept in " + folder);
        assertThat(outcome.err()).containsPattern("infer, batch 32: tile 1 of (2|5)"); // as the registers are narrow or wide
    }
}
