package dev.netc.runtime.cache;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where what was found out once is kept for the next time, and under which names. */
public final class UserCache {
    private UserCache() {}

    /** A folder of the user's cache: {@code $XDG_CACHE_HOME/netc/NAME}, or {@code ~/.cache/netc/NAME}. */
    public static Path folder(String name) {
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path base = cacheHome != null && Path.of(cacheHome).isAbsolute()
                ? Path.of(cacheHome)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("netc").resolve(name);
    }

    /** A file name that stands for these texts and no others. */
    public static String key(String... parts) {
        MessageDigest hash = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            hash.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
            hash.update((byte) ':');
            hash.update(bytes);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** A new hash. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
