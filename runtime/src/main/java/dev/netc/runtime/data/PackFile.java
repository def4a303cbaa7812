package dev.netc.runtime.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

import dev.netc.runtime.cache.UserCache;

/**
 * A packed file, mapped into memory. Nothing that it says is believed unchecked: it may come from anyone.
 *
 * @param path as the user named it
 * @param pixels of all images
 */
record PackFile(Path path, PackHeader header, PackIndex index, MappedBytes pixels) {
    /** Far more than a thousand times the classes of ImageNet. */
    private static final int LARGEST_HEADER = 256 << 20;
    /** What a Java array holds: more than ten million images. */
    private static final int LARGEST_INDEX = Integer.MAX_VALUE - 8;

    /** What the prologue says. */
    @SuppressWarnings("ArrayRecordComponent") // lives while a file is opened
    private record Prologue(byte[] bytes, int version, int headerBytes, long headerAt, long indexBytes, byte[] hash) {
        static Prologue of(byte[] bytes) {
            ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                    .position(PackFormat.MAGIC.length());
            return new Prologue(bytes, fields.getInt(), fields.getInt(), fields.getLong(), fields.getLong(),
                    Arrays.copyOfRange(bytes, PackFormat.HASHED, PackFormat.PROLOGUE));
        }
    }

    /** Whether a file begins as packed ones do. */
    static boolean isPack(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return PackFormat.isPack(in.readNBytes(PackFormat.MAGIC.length()));
        } catch (IOException e) {
            throw new DataException(path.toString(), "cannot be read", e);
        }
    }

    /**
     * Opens a packed file.
     *
     * @param segment as {@link MappedBytes#of} has it
     * @throws DataException where it is of another version, ends early, is damaged, or contradicts itself
     */
    static PackFile open(Path path, long segment) {
        try (FileChannel channel = FileChannel.open(path)) {
            return open(path, channel, segment);
        } catch (IOException e) {
            throw new DataException(path.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static PackFile open(Path path, FileChannel channel, long segment) throws IOException {
        String file = path.toString();
        Prologue prologue = prologue(file, channel);
        byte[] json = read(channel, prologue.headerAt(), prologue.headerBytes());
        ByteBuffer index = ByteBuffer
                .wrap(read(channel, prologue.headerAt() + prologue.headerBytes(), (int) prologue.indexBytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        checkHash(file, prologue, json, index);
        PackHeader header = header(file, json);
        return new PackFile(path, header, PackIndex.of(file, index, header, prologue.headerAt()),
                MappedBytes.of(path, channel, prologue.headerAt(), segment));
    }

    private static Prologue prologue(String file, FileChannel channel) throws IOException {
        if (channel.size() < PackFormat.PROLOGUE) {
            throw new DataException(file, "ends early: a packed file has more than " + channel.size() + " bytes");
        }
        Prologue prologue = Prologue.of(read(channel, 0, PackFormat.PROLOGUE));
        if (prologue.version() != PackFormat.VERSION) {
            throw new DataException(file, "is a packed file of version " + prologue.version()
                    + ", and this netc reads version " + PackFormat.VERSION
                    + ": `netc data pack` makes one of the images that it was packed from");
        }
        checkLengths(file, prologue, channel.size());
        return prologue;
    }

    private static void checkLengths(String file, Prologue prologue, long length) {
        long header = prologue.headerBytes();
        long index = prologue.indexBytes();
        long at = prologue.headerAt();
        if (header < 2 || header > LARGEST_HEADER || index < 0 || index > LARGEST_INDEX || at < PackFormat.PROLOGUE
                || at > Long.MAX_VALUE / 2) {
            throw new DataException(file, "its first bytes are damaged: they speak of a header of " + header
                    + " bytes at byte " + at + " and an index of " + index);
        }
        if (at + header + index > length) {
            throw new DataException(file, "ends early: " + length + " of " + (at + header + index) + " bytes");
        }
        if (at + header + index < length) {
            throw new DataException(file,
                    "goes on after its end: " + length + " bytes, not " + (at + header + index));
        }
    }

    private static void checkHash(String file, Prologue prologue, byte[] header, ByteBuffer index) {
        MessageDigest hash = UserCache.sha256();
        hash.update(prologue.bytes(), 0, PackFormat.HASHED);
        hash.update(header);
        hash.update(index.duplicate());
        if (!MessageDigest.isEqual(hash.digest(), prologue.hash())) {
            throw new DataException(file, "is damaged: header and index are not what their hash says");
        }
    }

    private static PackHeader header(String file, byte[] json) {
        try {
            return Optional.ofNullable(PackHeader.of(json)).orElseThrow(() -> new IOException("it is null"));
        } catch (IOException e) {
            throw new DataException(file, "its header is not what a packed file's is", e);
        }
    }

    private static byte[] read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("it became shorter");
            }
        }
        return bytes.array();
    }

    /** An image as it was packed. */
    Pixels image(int image) {
        ImageSize size = index.size(image);
        int channels = index.channels(image);
        return new Pixels(size.height(), size.width(), channels,
                pixels.get(index.offset(image), size.height() * size.width() * channels));
    }
}
