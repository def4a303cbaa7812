package dev.netc.runtime.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes beside a file and moves it there, so that no other process ever sees half of one. */
public final class WholeFile {
    private WholeFile() {}

    /** What writes. */
    @FunctionalInterface
    public interface Writing {
        /** Writes all of a file, whatever it holds. */
        void to(Path file) throws IOException;
    }

    /**
     * Writes a file that is the user's alone, whose folder is made where there is none; several processes may write it at once. Leaves
     * nothing behind where that fails.
     *
     * @throws IOException where it cannot be written; what was there before is there still
     */
    public static void write(Path file, Writing writing) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        moved(Files.createTempFile(folder, "kept", ".tmp"), file, writing);
    }

    /**
     * Writes a file of which no two are written at once, in a folder that is there, with the permissions that new files have. Leaves
     * nothing behind where that fails; what a process that was killed leaves is a hidden file, which the next one writes over. The
     * bytes are on the disk before they take the place of the old ones, so that a machine that fails leaves one or the other.
     *
     * @throws IOException as {@link #write}
     */
    public static void beside(Path file, Writing writing) throws IOException {
        beside(file, writing, WholeFile::sync);
    }

    static void beside(Path file, Writing writing, Writing sync) throws IOException {
        moved(file.resolveSibling("." + file.getFileName() + ".tmp"), file, written -> {
            writing.to(written);
            sync.to(written);
        });
    }

    private static void sync(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void moved(Path written, Path file, Writing writing) throws IOException {
        try {
            writing.to(written);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written); // there only where it could not be moved
        }
    }
}
