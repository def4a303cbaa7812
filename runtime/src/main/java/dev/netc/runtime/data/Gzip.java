package dev.netc.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Gzip, recognised by its first two bytes (RFC 1952). */
final class Gzip {
    private Gzip() {}

    static boolean isGzip(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    /**
     * The bytes as they are, or unpacked where they are gzip.
     *
     * @throws DataException where the packed data is broken or ends early, or becomes more than there is room for
     */
    static byte[] unpack(String file, byte[] bytes) {
        if (!isGzip(bytes)) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            long room = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
            byte[] unpacked = in.readNBytes((int) room);
            if (in.read() >= 0) {
                throw new DataException(file, "would take more than " + (room >> 20)
                        + " MiB unpacked, a quarter of Java's memory or more than an array holds");
            }
            return unpacked;
        } catch (IOException e) {
            throw new DataException(file, "is broken gzip, or ends early: " + e.getMessage(), e);
        }
    }
}
