package dev.netc.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.runtime.error.FileTrouble;

/** A folder on disk. Files are opened when they are read. */
record Folder(Path root, List<String> entries) implements Container {
    /** Deep enough for {@code set/part/class/some/more/file}; keeps a wrong folder from being walked for hours. */
    private static final int DEPTH = 6;

    static Folder open(Path root) {
        try (Stream<Path> paths = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return new Folder(root, paths.filter(path -> !path.equals(root)).map(path -> entry(root, path)).sorted()
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(root.toString(), "cannot be listed: " + e.getMessage(), e);
        }
    }

    private static String entry(Path root, Path path) {
        String relative = root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        return Files.isDirectory(path) ? relative + "/" : relative;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public byte[] read(String entry) {
        try {
            return Files.readAllBytes(root.resolve(entry));
        } catch (IOException e) {
            throw unread(entry, FileTrouble.words(e), e);
        } catch (OutOfMemoryError e) {
            throw unread(entry, "it takes " + root.resolve(entry).toFile().length() + " bytes of memory, more than Java"
                    + " has room for (" + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB in all, one file at most 2047); JAVA_TOOL_OPTIONS=-Xmx8g gives it 8 GB", e);
        }
    }

    private DataException unread(String entry, String why, Throwable cause) {
        return new DataException(describe(entry), "cannot be read: " + why, cause);
    }

    @Override
    public byte[] head(String entry, int count) {
        try (InputStream in = Files.newInputStream(root.resolve(entry))) {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw unread(entry, FileTrouble.words(e), e);
        }
    }

    @Override
    public String describe(String entry) {
        return root.resolve(entry).toString();
    }
}
