package dev.netc.runtime.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import dev.netc.runtime.cache.UserCache;

/**
 * How a packed file lies, all numbers little endian:
 *
 * <pre>
 *  0  8   {@value #MAGIC}
 *  8  4   version, {@value #VERSION}
 * 12  4   bytes of the header
 * 16  8   where the header begins
 * 24  8   bytes of the index, which follows the header and ends the file
 * 32  32  SHA-256 of the bytes 0 to 31, header and index
 * 64      pixels, image after image: [height, width, channels], 8 bits each
 *         header: {@link PackHeader} as JSON
 *         index: {@value #ENTRY} bytes an image, then the names of all images, one behind the other, in UTF-8
 * </pre>
 *
 * An entry of the index: where the pixels begin (8), height, width, channels, label, end of the name among the names (4 each), SHA-256
 * of height, width, channels and pixels (32).
 */
final class PackFormat {
    static final String MAGIC = "netcpack";
    static final int VERSION = 1;
    /** Bytes before the pixels. */
    static final int PROLOGUE = 64;
    /** Bytes of an image's entry. */
    static final int ENTRY = 60;
    /** Bytes of the prologue that its hash covers. */
    static final int HASHED = 32;

    private PackFormat() {}

    static boolean isPack(byte[] head) {
        return head.length >= MAGIC.length()
                && Arrays.equals(Arrays.copyOf(head, MAGIC.length()), MAGIC.getBytes(StandardCharsets.US_ASCII));
    }

    /** The prologue for a header and an index. */
    static byte[] prologue(long headerAt, byte[] header, long indexBytes, byte[]... index) {
        byte[] prologue = new byte[PROLOGUE];
        ByteBuffer fields = ByteBuffer.wrap(prologue).order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(VERSION).putInt(header.length).putLong(headerAt)
                .putLong(indexBytes);
        MessageDigest hash = UserCache.sha256();
        hash.update(prologue, 0, HASHED);
        hash.update(header);
        for (byte[] piece : index) {
            hash.update(piece);
        }
        fields.put(hash.digest());
        return prologue;
    }

    /** The hash of an image. */
    static byte[] hash(Pixels image) {
        MessageDigest hash = UserCache.sha256();
        hash.update(ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(image.height())
                .putInt(image.width()).putInt(image.channels()).flip());
        return hash.digest(image.values());
    }
}
