package dev.netc.runtime.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes in the files of a folder, by name. A convenience only: what cannot be read is not there, and what cannot be written is not
 * kept. A file begins with the hash of the rest, so that a damaged one is never handed out.
 */
public final class KeptFiles {
    private static final int HASH_BYTES = 32;

    private final Optional<Path> folder;

    private KeptFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Files in a folder, made when first written to. */
    public static KeptFiles in(Path folder) {
        return new KeptFiles(Optional.of(folder));
    }

    /** Keeps nothing. */
    public static KeptFiles off() {
        return new KeptFiles(Optional.empty());
    }

    /** Whether anything is kept. */
    public boolean isOn() {
        return folder.isPresent();
    }

    /** What was kept under a name. */
    public Optional<byte[]> load(String name) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] entry = Files.readAllBytes(folder.get().resolve(name));
            if (entry.length <= HASH_BYTES) {
                return Optional.empty();
            }
            byte[] kept = Arrays.copyOfRange(entry, HASH_BYTES, entry.length);
            boolean whole = Arrays.equals(UserCache.sha256().digest(kept), Arrays.copyOf(entry, HASH_BYTES));
            return whole ? Optional.of(kept) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps bytes under a name, instead of those that were. */
    public void store(String name, byte[] bytes) {
        if (folder.isEmpty() || bytes.length == 0) {
            return;
        }
        try {
            byte[] entry = Arrays.copyOf(UserCache.sha256().digest(bytes), HASH_BYTES + bytes.length);
            System.arraycopy(bytes, 0, entry, HASH_BYTES, bytes.length);
            WholeFile.write(folder.get().resolve(name), file -> Files.write(file, entry));
        } catch (IOException e) {
            // a convenience only: it is made anew the next time
            return;
        }
    }
}
