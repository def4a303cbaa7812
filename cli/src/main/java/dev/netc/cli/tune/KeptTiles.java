package dev.netc.cli.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netc.compiler.recipe.Tile;
import dev.netc.runtime.cache.UserCache;
import dev.netc.runtime.cache.WholeFile;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NetcException;

/**
 * The tiles that were found better than the standard ones, in the user's cache folder: a file a kind of device and driver. The
 * halves of a processor share the whole one's.
 */
public final class KeptTiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    private KeptTiles(Path folder) {
        this.folder = folder;
    }

    /** A file: whose tiles these are, and the tiles by the texts of their keys. */
    private record Document(String platform, String device, String version, String driver, Map<String, String> tiles) {
        boolean isOf(DeviceInfo info) {
            return info.platform().equals(platform) && info.device().equals(device) && info.version().equals(version)
                    && info.driver().equals(driver);
        }
    }

    /** Those of the user: {@code $XDG_CACHE_HOME/netc/tuning}, or {@code ~/.cache/netc/tuning}. */
    public static KeptTiles ofUser() {
        return in(UserCache.folder("tuning"));
    }

    /** Kept in a folder, made when first written to. */
    public static KeptTiles in(Path folder) {
        return new KeptTiles(folder);
    }

    /** Whether nothing was ever kept, for any device. */
    public boolean isEmpty() {
        return !Files.isDirectory(folder);
    }

    /** Where the tiles of a device are kept. */
    public Path file(DeviceInfo device) {
        return folder.resolve(
                UserCache.key(device.platform(), device.version(), device.driver(), device.device()) + ".json");
    }

    /**
     * The tiles of a device, by the texts of their keys.
     *
     * @param words is told why a file is there and ignored
     */
    public Map<String, Tile> of(DeviceInfo device, Consumer<String> words) {
        Path file = file(device);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Document document = MAPPER.readValue(file.toFile(), Document.class);
            if (document != null && document.tiles() != null && document.isOf(device)) {
                return tiles(document);
            }
            words.accept(file + " is ignored: it is no tuning of " + device.device().strip());
        } catch (IOException e) {
            words.accept(file + " is ignored: it cannot be read as what `netc tune` keeps");
        }
        return Map.of();
    }

    private static Map<String, Tile> tiles(Document document) throws IOException {
        Map<String, Tile> tiles = new TreeMap<>();
        for (Map.Entry<String, String> entry : document.tiles().entrySet()) {
            tiles.put(entry.getKey(), Tile.parse(String.valueOf(entry.getValue()))
                    .orElseThrow(() -> new IOException("no tile: " + entry.getValue())));
        }
        return tiles;
    }

    /**
     * Keeps what was found, beside what is known of other kernels. A tile of a search that ended early takes no other's place: that
     * one may be among those that were not tried.
     *
     * @param searched the keys all of whose tiles were tried; those without a better one have the standard one from now on
     * @throws NetcException where it cannot be written
     */
    public void keep(DeviceInfo device, Set<String> searched, Map<String, Tile> better, Consumer<String> words) {
        Map<String, String> tiles = new TreeMap<>();
        of(device, words).forEach((key, tile) -> tiles.put(key, tile.toString()));
        tiles.keySet().removeAll(searched);
        better.forEach((key, tile) -> tiles.putIfAbsent(key, tile.toString()));
        write(device, new Document(device.platform(), device.device(), device.version(), device.driver(), tiles));
    }

    private void write(DeviceInfo device, Document document) {
        try {
            WholeFile.write(file(device), file -> MAPPER.writeValue(file.toFile(), document));
        } catch (IOException e) {
            throw new NetcException(folder + ": what was found cannot be kept there", e);
        }
    }
}
