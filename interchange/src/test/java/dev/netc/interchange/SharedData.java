package dev.netc.interchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files that lie beside the project, and are no part of it. */
public final class SharedData {
    private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolveSibling("shared/data");

    private SharedData() {}

    /** The file or folder; a test that needs it is left out where it is not there. */
    public static Path named(String name) {
        Path path = FOLDER.resolve(name);
        assumeTrue(Files.exists(path), "nothing at " + path);
        return path;
    }
}
