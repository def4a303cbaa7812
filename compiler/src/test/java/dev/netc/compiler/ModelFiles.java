package dev.netc.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.compiler.problem.SourceText;

/** The model files that tests read: the project's own, and the reference's where it lies beside the project. */
public final class ModelFiles {
    private ModelFiles() {}

    /** The project's root: the folder above this module. */
    public static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** Every model of the project and, if present, of the reference. */
    public static List<Path> all() {
        return Stream.of(root().resolve("models"), root().resolveSibling("shared/reference/models"),
                root().resolveSibling("shared/oracle/columns"), root().resolveSibling("shared/oracle/branches"))
                .filter(Files::isDirectory).flatMap(folder -> list(folder).stream())
                .filter(file -> file.toString().endsWith(".net")).toList();
    }

    /** A model of the project's own. */
    public static SourceText model(String name) {
        return read(root().resolve("models").resolve(name));
    }

    /** A file as a source text, under its last two names. */
    public static SourceText read(Path file) {
        try {
            return new SourceText(file.getParent().getFileName() + "/" + file.getFileName(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
