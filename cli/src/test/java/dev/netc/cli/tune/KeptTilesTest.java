package dev.netc.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.recipe.Tile;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NetcException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTilesTest {
    @TempDir
    private Path folder;
    private KeptTiles tiles;
    private final List<String> words = new ArrayList<>();

    @BeforeEach
    void inAFolderOfItsOwn() {
        tiles = KeptTiles.in(folder.resolve("tuning"));
    }

    private static DeviceInfo device(String name, int units, String driver) {
        return new DeviceInfo(name, "Platform", "Device", DeviceInfo.Type.CPU, 8, units, 1, 1, 1, 1, 1, true, true,
                "1.2",
                driver);
    }

    @Test
    void whatIsKeptIsFoundAgainOnEveryPartOfTheDeviceAndNowhereElse() {
        assertThat(tiles.isEmpty()).isTrue();
        tiles.keep(device("0", 2, "1"), Set.of("a", "b"), Map.of("a", new Tile(8, 3)), words::add);
        assertThat(tiles.isEmpty()).isFalse();
        assertThat(tiles.of(device("0.1", 1, "1"), words::add)).isEqualTo(Map.of("a", new Tile(8, 3)));
        assertThat(tiles.of(device("0", 2, "2"), words::add)).isEmpty();
        assertThat(words).isEmpty();
    }

    @Test
    void aSecondSearchReplacesWhatItLookedIntoAndLeavesTheRest() {
        DeviceInfo device = device("0", 2, "1");
        tiles.keep(device, Set.of("a", "b", "c"), Map.of("a", new Tile(8, 3), "b", new Tile(4, 4), "c", new Tile(1, 2)),
                words::add);
        tiles.keep(device, Set.of("a", "b"), Map.of("b", new Tile(16, 1)), words::add);
        assertThat(tiles.of(device, words::add)).isEqualTo(Map.of("b", new Tile(16, 1), "c", new Tile(1, 2)));
    }

    @Test
    void whatASearchFindsThatEndsEarlyTakesNoOthersPlace() {
        DeviceInfo device = device("0", 2, "1");
        tiles.keep(device, Set.of("a"), Map.of("a", new Tile(8, 3)), words::add);
        tiles.keep(device, Set.of(), Map.of("a", new Tile(4, 4), "b", new Tile(1, 2)), words::add);
        assertThat(tiles.of(device, words::add)).isEqualTo(Map.of("a", new Tile(8, 3), "b", new Tile(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{\"tiles\": {}, \"more\": 1}",
        "{\"platform\": \"Platform\", \"device\": \"Device\", \"version\": \"1.2\", \"driver\": \"1\","
                + " \"tiles\": {\"a\": \"large\"}}",
        "{\"platform\": \"Platform\", \"device\": \"Device\", \"version\": \"1.2\", \"driver\": \"2\", \"tiles\": {}}"})
    void aBrokenOrForeignFileIsIgnoredInWordsAndWrittenAnew(String text) throws IOException {
        DeviceInfo device = device("0", 2, "1");
        Files.createDirectories(folder.resolve("tuning"));
        Files.writeString(tiles.file(device), text);
        assertThat(tiles.of(device, words::add)).isEmpty();
        assertThat(words).singleElement().asString().contains(tiles.file(device).toString(), "is ignored");
        tiles.keep(device, Set.of("a"), Map.of("a", new Tile(8, 3)), words::add);
        assertThat(tiles.of(device, words::add)).isEqualTo(Map.of("a", new Tile(8, 3)));
    }

    @Test
    void nothingIsLeftOfAFileThatCannotBeWritten() throws IOException {
        DeviceInfo device = device("0", 2, "1");
        Files.createDirectories(tiles.file(device).resolve("in the way"));
        assertThatThrownBy(() -> tiles.keep(device, Set.of(), Map.of(), words::add)).isInstanceOf(NetcException.class);
        try (var files = Files.list(folder.resolve("tuning"))) {
            assertThat(files).containsExactly(tiles.file(device));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnErrorInWords() throws IOException {
        Files.writeString(folder.resolve("tuning"), "a file");
        assertThatThrownBy(() -> tiles.keep(device("0", 2, "1"), Set.of(), Map.of(), words::add))
                .isInstanceOf(NetcException.class).hasMessageContaining("cannot be kept");
    }
}
