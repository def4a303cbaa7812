package dev.netc.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
            return GzippedTar.open(location);
        }
        if (PlainTar.isTar(head)) {
            return PlainTar.open(location);
        }
        throw new DataException(location.toString(),
                "is no folder, .tar or .tar.gz; of files in another format name the folder that they lie in");
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PlainTar.BLOCK);
        } catch (IOException e) {
            throw new DataException(file.toString(), "cannot be read", e);
        }
    }
}
