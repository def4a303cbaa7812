package dev.netc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the compiler is started in. */
class JdkTest {
    @TempDir
    Path folder;

    @Test
    void theFirstThatIsNewEnoughAndHasACompilerIsTaken() throws IOException {
        Path old = jdk("17", "17.0.15", "java", "javac");
        Path runtimeOnly = jdk("jre", "25", "java");
        Path fitting = jdk("21", "21.0.2", "java", "javac");
        Path newer = jdk("26", "26-ea", "java", "javac");
        assertThat(Jdk.first(Stream.of(folder, old, runtimeOnly, fitting, newer))).contains(fitting);
        assertThat(Jdk.first(Stream.of(newer, fitting))).contains(newer);
        assertThat(Jdk.first(Stream.of(old, runtimeOnly, folder.resolve("nowhere")))).isEmpty();
    }

    @Test
    void theOneOfThisTestIsAmongTheCandidates() {
        assertThat(Jdk.first(Jdk.candidates())).isPresent();
    }

    private Path jdk(String name, String version, String... tools) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String tool : tools) {
            Files.createFile(home.resolve("bin").resolve(tool));
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
