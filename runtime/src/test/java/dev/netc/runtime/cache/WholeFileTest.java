package dev.netc.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private Path old() throws IOException {
        return Files.writeString(folder.resolve("file"), "old");
    }

    @Test
    void allOfItIsOnTheDiskBeforeItTakesTheOldOnesPlace() throws IOException {
        Path file = old();
        List<String> synced = new ArrayList<>();
        WholeFile.beside(file, beside -> Files.writeString(beside, "new"),
                beside -> synced.add(Files.readString(beside) + " beside " + Files.readString(file)));
        assertThat(synced).containsExactly("new beside old");
        assertThat(file).hasContent("new");
    }

    @Test
    void whereItCannotBeSyncedTheOldOneStays() throws IOException {
        Path file = old();
        assertThatThrownBy(() -> WholeFile.beside(file, beside -> Files.writeString(beside, "new"), beside -> {
            throw new IOException("no disk");
        })).hasMessage("no disk");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(file).hasContent("old");
    }
}
