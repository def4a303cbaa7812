package dev.netc.runtime.data;

import java.util.Arrays;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Names in a tar, as {@link Container#entries} has them. */
final class TarNames {
    private TarNames() {}

    /**
     * Without the {@code ./} that {@code tar -C folder .} writes, and with a folder's closing slash.
     *
     * @throws DataException where it leads out of the archive, or its bytes are not there as they are
     */
    static String normal(String archive, TarArchiveEntry entry) {
        String name = entry.getName();
        if (name.startsWith("/") || Arrays.asList(name.split("/", -1)).contains("..")) {
            throw new DataException(archive, "has an entry `" + name + "`, which climbs out of it");
        }
        if (entry.isSparse()) {
            throw new DataException(archive, "has a sparse entry `" + name + "`; tar without --sparse writes it whole");
        }
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        return entry.isDirectory() && !name.endsWith("/") ? name + "/" : name;
    }
}
