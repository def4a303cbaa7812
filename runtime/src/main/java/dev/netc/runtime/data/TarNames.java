package dev.netc.runtime.data;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Names in a tar, as {@link Container#entries} has them. */
final class TarNames {
    private TarNames() {}

    /** Without the {@code ./} that {@code tar -C folder .} writes, and with a folder's closing slash. */
    static String normal(TarArchiveEntry entry) {
        String name = entry.getName();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        return entry.isDirectory() && !name.endsWith("/") ? name + "/" : name;
    }
}
