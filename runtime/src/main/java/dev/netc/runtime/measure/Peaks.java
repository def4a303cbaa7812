package dev.netc.runtime.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netc.program.Precision;
import dev.netc.runtime.cache.UserCache;
import dev.netc.runtime.cache.WholeFile;
import dev.netc.runtime.device.DeviceInfo;

/**
 * The peaks of devices, the most of all measurements, kept in the user's cache folder by driver, kind of device and number of compute units: a
 * half of a processor has a peak of its own, which its other half shares.
 */
public final class Peaks {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;

    private Peaks(Path folder) {
        this.folder = folder;
    }

    /** Those of the user. */
    public static Peaks ofUser() {
        return in(UserCache.folder("peaks"));
    }

    /** Kept in a folder, made when first written to. */
    public static Peaks in(Path folder) {
        return new Peaks(folder);
    }

    /**
     * The most that each of these devices was ever seen to do: what is kept or what is measured now, whichever is more, since
     * others may use the machine and nothing makes it faster. Devices of one kind are measured once, half a second each.
     */
    public List<Peak> measure(List<DeviceInfo> devices, Precision precision) {
        Map<Path, Peak> byKind = new HashMap<>();
        return devices.stream()
                .map(device -> byKind.computeIfAbsent(file(device, precision), kind -> measure(device, precision)))
                .toList();
    }

    private Peak measure(DeviceInfo device, Precision precision) {
        Peak measured = PeakMeasurement.of(device, precision);
        Peak most = kept(device, precision).map(measured::atLeast).orElse(measured);
        keep(device, precision, most);
        return most;
    }

    private Optional<Peak> kept(DeviceInfo device, Precision precision) {
        try {
            return Optional.ofNullable(MAPPER.readValue(file(device, precision).toFile(), Peak.class));
        } catch (IOException e) {
            return Optional.empty(); // not there, or damaged: only what is measured now counts
        }
    }

    private void keep(DeviceInfo device, Precision precision, Peak peak) {
        try {
            WholeFile.write(file(device, precision), file -> MAPPER.writeValue(file.toFile(), peak));
        } catch (IOException e) {
            // the next measurement begins anew: a cache that cannot be written is no reason to stop
            return;
        }
    }

    private Path file(DeviceInfo device, Precision precision) {
        return folder.resolve(UserCache.key(device.platform(), device.version(), device.driver(), device.device(),
                Integer.toString(device.computeUnits()), precision.name()) + ".json");
    }
}
