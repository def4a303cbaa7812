package dev.netc.runtime.data;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import dev.netc.runtime.cache.KeptFiles;
import dev.netc.runtime.cache.UserCache;

/**
 * Statistics of images, kept from run to run: decoding takes far longer than reading. They are found again by the hash of what the
 * images are decoded from and by how they are prepared, so that no change goes unnoticed.
 */
public final class KeptStatistics {
    /** Counted up whenever images come to be decoded or resized to other bytes. */
    private static final String VERSION = "1";

    private final KeptFiles files;

    /** Kept in these files. */
    KeptStatistics(KeptFiles files) {
        this.files = files;
    }

    /** Kept in the user's cache folder: {@code $XDG_CACHE_HOME/netc/statistics}, or {@code ~/.cache/netc/statistics}. */
    public static KeptStatistics ofUser() {
        return new KeptStatistics(KeptFiles.in(UserCache.folder("statistics")));
    }

    /**
     * What {@link PixelStatistics#measure} says, now or when it was asked of the same images before.
     *
     * @throws DataException where an image is broken
     */
    public PixelStatistics measure(PreparedPart part, boolean color) {
        if (part.size() == 0 || part.hash(0).isEmpty()) {
            return PixelStatistics.measure(part, color);
        }
        String name = name(part, color);
        Optional<PixelStatistics> kept = files.load(name).map(PixelStatistics::of);
        return kept.orElseGet(() -> {
            PixelStatistics measured = PixelStatistics.measure(part, color);
            files.store(name, measured.toBytes());
            return measured;
        });
    }

    private static String name(PreparedPart part, boolean color) {
        return UserCache.key(VERSION, part.preparation().toString(), part.stored().toString(), Boolean.toString(color),
                hash(part)) + ".sums";
    }

    /** Of all images, in their order. */
    private static String hash(PreparedPart part) {
        byte[][] hashes = new byte[part.size()][];
        try (Workers workers = new Workers()) {
            workers.forRanges(part.size(), (from, to) -> {
                for (int image = from; image < to; image++) {
                    hashes[image] = part.hash(image).orElseThrow();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the training images were read", e);
        }
        MessageDigest all = UserCache.sha256();
        for (byte[] hash : hashes) {
            all.update(hash);
        }
        return HexFormat.of().formatHex(all.digest());
    }
}
