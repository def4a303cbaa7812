package dev.netc.runtime.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compiled kernels on disk, keyed by driver, device, options and source. A convenience only: what cannot be read is compiled, and
 * what cannot be written is compiled again next time. An entry begins with the hash of the rest, so that a damaged one is never
 * given to a driver.
 */
public final class KernelCache {
    private static final int HASH_BYTES = 32;

    private final Optional<Path> folder;

    private KernelCache(Optional<Path> folder) {
        this.folder = folder;
    }

    /** A cache in a folder, made when first written to. */
    public static KernelCache in(Path folder) {
        return new KernelCache(Optional.of(folder));
    }

    /** No cache. */
    public static KernelCache off() {
        return new KernelCache(Optional.empty());
    }

    /** The user's cache folder: {@code $XDG_CACHE_HOME/netc/kernels}, or {@code ~/.cache/netc/kernels}. */
    public static KernelCache ofUser() {
        return in(UserCache.folder("kernels"));
    }

    boolean isOn() {
        return folder.isPresent();
    }

    Optional<byte[]> load(DeviceInfo device, String options, String source) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] entry = Files.readAllBytes(file(folder.get(), device, options, source));
            if (entry.length <= HASH_BYTES) {
                return Optional.empty();
            }
            byte[] binary = Arrays.copyOfRange(entry, HASH_BYTES, entry.length);
            boolean whole = Arrays.equals(UserCache.sha256().digest(binary), Arrays.copyOf(entry, HASH_BYTES));
            return whole ? Optional.of(binary) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes beside the entry and moves it there, so that no other process ever sees half of one. */
    void store(DeviceInfo device, String options, String source, byte[] binary) {
        if (folder.isEmpty() || binary.length == 0) {
            return;
        }
        Path temporary = null;
        try {
            Files.createDirectories(folder.get());
            temporary = Files.createTempFile(folder.get(), "kernel", ".tmp");
            byte[] entry = Arrays.copyOf(UserCache.sha256().digest(binary), HASH_BYTES + binary.length);
            System.arraycopy(binary, 0, entry, HASH_BYTES, binary.length);
            Files.write(temporary, entry);
            Files.move(temporary, file(folder.get(), device, options, source), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            remove(temporary);
        }
    }

    private static void remove(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            temporary.toFile().deleteOnExit();
        }
    }

    private static Path file(Path folder, DeviceInfo device, String options, String source) {
        return folder
                .resolve(UserCache.key(device.platform(), device.version(), device.driver(), device.device(), options,
                        source) + ".bin");
    }
}
