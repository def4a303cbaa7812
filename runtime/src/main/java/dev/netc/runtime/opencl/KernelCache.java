package dev.netc.runtime.opencl;

import java.nio.file.Path;
import java.util.Optional;

import dev.netc.runtime.cache.KeptFiles;
import dev.netc.runtime.cache.UserCache;
import dev.netc.runtime.device.DeviceInfo;

/** Compiled kernels on disk, keyed by driver, device, options and source. What is not there is compiled. */
public final class KernelCache {
    private final KeptFiles files;

    private KernelCache(KeptFiles files) {
        this.files = files;
    }

    /** A cache in a folder, made when first written to. */
    public static KernelCache in(Path folder) {
        return new KernelCache(KeptFiles.in(folder));
    }

    /** No cache. */
    public static KernelCache off() {
        return new KernelCache(KeptFiles.off());
    }

    /** The user's cache folder: {@code $XDG_CACHE_HOME/netc/kernels}, or {@code ~/.cache/netc/kernels}. */
    public static KernelCache ofUser() {
        return in(UserCache.folder("kernels"));
    }

    boolean isOn() {
        return files.isOn();
    }

    Optional<byte[]> load(DeviceInfo device, String options, String source) {
        return files.load(name(device, options, source));
    }

    void store(DeviceInfo device, String options, String source, byte[] binary) {
        files.store(name(device, options, source), binary);
    }

    private static String name(DeviceInfo device, String options, String source) {
        return UserCache.key(device.platform(), device.version(), device.driver(), device.device(), options, source)
                + ".bin";
    }
}
