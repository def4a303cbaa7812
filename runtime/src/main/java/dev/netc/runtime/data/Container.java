package dev.netc.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A folder or an archive: names and bytes, whatever lies below. Any thread may read at any time, and there is nothing
 * to close.
 */
interface Container {
    /** As the user named it. */
    String name();

    /** Paths with {@code /} between their parts, in name order; a folder's ends with one. */
    List<String> entries();

    /**
     * All bytes of an entry.
     *
     * @throws DataException where they cannot be read
     */
    byte[] read(String entry);

    /** The first bytes of an entry, at most {@code count}. */
    byte[] head(String entry, int count);

    /** How messages name an entry: one that a person can find. */
    String describe(String entry);

    /**
     * Opens a folder, a {@code .tar} or a {@code .tar.gz}, recognised by what it is and not by its ending.
     *
     * @throws DataException where it is none of these
     */
    static Container open(Path location) {
        if (Files.isDirectory(location)) {
            return Folder.open(location);
        }
        if (!Files.isRegularFile(location)) {
            throw new DataException(location.toString(),
                    "there is no such file or folder; `digits` is the data set that needs none");
        }
        byte[] head = head(location);
        if (Gzip.isGzip(head)) {
            return tar(location, GzippedTar::open);
        }
        if (PlainTar.isTar(head)) {
            return tar(location, PlainTar::open);
        }
        throw new DataException(location.toString(),
                "is no folder, .tar or .tar.gz; of files in another format name the folder that they lie in");
    }

    /** Commons Compress is not among what the runtime brings along: most programs that carry a net read no tars. */
    private static Container tar(Path location, Function<Path, Container> open) {
        try {
            return open.apply(location);
        } catch (NoClassDefFoundError e) {
            throw new DataException(location.toString(), "reading tars takes the library"
                    + " org.apache.commons:commons-compress, which is not on the class path (or module path); add it, or unpack"
                    + " the tar to a folder", e);
        }
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PlainTar.BLOCK);
        } catch (IOException e) {
            throw new DataException(file.toString(), "cannot be read", e);
        }
    }
}
