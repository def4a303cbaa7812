package dev.netc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a project are models, and what they are called. */
class NetSourceTest {
    @TempDir
    Path folder;

    @Test
    void theFolderIsThePackageAtAnyDepth() throws IOException {
        model("xor.net");
        model("a/digits.net");
        model("a/b/c/alexnet.net");
        model("a/readme.txt");
        assertThat(NetSource.in(folder, "org.example")).extracting(NetSource::path, NetSource::packageName)
                .containsExactly(tuple("a/b/c/alexnet", "org.example.a.b.c"), tuple("a/digits", "org.example.a"),
                        tuple("xor", "org.example"));
        assertThat(NetSource.in(folder, "")).extracting(NetSource::packageName).containsExactly("a.b.c", "a", "");
    }

    @Test
    void weightsLieBesideTheModelByItsName() throws IOException {
        model("a/digits.net");
        Path weights = Files.write(folder.resolve("a/digits.safetensors"), new byte[8]);
        model("a/xor.net");
        assertThat(NetSource.in(folder, "")).extracting(NetSource::weights)
                .containsExactly(Optional.of(weights), Optional.empty());
    }

    @Test
    void namesOfClassesLieBesideTheModelByItsName() throws IOException {
        model("a/digits.net");
        Path classes = Files.writeString(folder.resolve("a/digits.classes"), "0 zero\n");
        Files.writeString(folder.resolve("a/xor.classes"), "0 no\n");
        assertThat(NetSource.in(folder, "")).extracting(NetSource::classes).containsExactly(Optional.of(classes));
    }

    @Test
    void aProjectWithoutModelsHasNone() throws IOException {
        assertThat(NetSource.in(folder.resolve("nowhere"), "")).isEmpty();
    }

    private void model(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "net Xor {}");
    }
}
