package dev.netc.runtime.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.netc.runtime.archive.WatchedChannel;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A {@code .tar}, read in place: only names and offsets are kept, so that it may be larger than memory. */
final class PlainTar implements Container {
    /** A tar is made of blocks of this many bytes. */
    static final int BLOCK = 512;

    private static final int MAGIC_AT = 257;

    private record Place(long offset, long size) {}

    private final Path file;
    private final Map<String, Place> places;
    private final List<String> entries;
    private final long room;

    private PlainTar(Path file, Map<String, Place> places, long room) {
        this.file = file;
        this.places = places;
        this.room = room;
        this.entries = List.copyOf(places.keySet());
    }

    /** Whether a first block is a tar's: {@code ustar} where POSIX and GNU have it. */
    static boolean isTar(byte[] head) {
        return head.length == BLOCK
                && new String(head, MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    static PlainTar open(Path file) {
        return open(file, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Reads what a file has in it.
     *
     * @param room bytes of memory that may be taken: by its headers, and by an entry
     */
    static PlainTar open(Path file, long room) {
        Map<String, Place> places = new TreeMap<>();
        String last = "its beginning";
        try (TarFile tar = new TarFile(new WatchedChannel(FileChannel.open(file), new TarHeaders(file, room)))) {
            long length = Files.size(file);
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (entry.getSize() > length - entry.getDataOffset()) {
                    throw new DataException(file.toString(), "ends early, within " + entry.getName() + ": byte "
                            + (entry.getDataOffset() + entry.getSize()) + " of " + length);
                }
                if (entry.isDirectory() || entry.isFile()) {
                    places.put(TarNames.normal(file.toString(), entry),
                            new Place(entry.getDataOffset(), entry.getSize()));
                    last = entry.getName();
                }
            }
            checkEnd(file, length, last);
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library meets broken archives with many kinds
            throw new DataException(file.toString(), "is a broken tar, or ends early, after " + last, e);
        }
        return new PlainTar(file, places, room);
    }

    /** A tar ends with blocks of zeros; one that was cut between two entries would look whole without them. */
    private static void checkEnd(Path file, long length, String last) throws IOException {
        byte[] end = length < BLOCK ? new byte[]{1} : bytes(file, length - BLOCK, BLOCK);
        for (byte value : end) {
            if (value != 0) {
                throw new DataException(file.toString(), "ends early, after " + last + ": the end mark is missing");
            }
        }
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public List<String> entries() {
        return entries;
    }

    @Override
    public byte[] read(String entry) {
        return read(entry, places.get(entry).size());
    }

    @Override
    public byte[] head(String entry, int count) {
        return read(entry, Math.min(count, places.get(entry).size()));
    }

    private byte[] read(String entry, long count) {
        if (count > Math.min(room, Integer.MAX_VALUE - BLOCK)) {
            throw new DataException(describe(entry), "has " + count
                    + " bytes, more than half of Java's memory or more than an array holds");
        }
        try {
            return bytes(file, places.get(entry).offset(), (int) count);
        } catch (IOException e) {
            throw new DataException(describe(entry), "cannot be read", e);
        }
    }

    private static byte[] bytes(Path file, long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(file)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter");
                }
            }
        }
        return bytes.array();
    }

    @Override
    public String describe(String entry) {
        return file + ": " + entry;
    }
}
