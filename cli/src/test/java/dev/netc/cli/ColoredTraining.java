package dev.netc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with {@link ColoredImages} and their net, to train there. */
abstract class ColoredTraining {
    @TempDir
    Path folder;

    Path model;
    Path data;

    @BeforeEach
    void write() throws IOException {
        data = ColoredImages.write(folder.resolve("data"));
        model = Files.writeString(folder.resolve("all.net"), ColoredImages.NET);
    }
}
