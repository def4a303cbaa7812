package dev.netc.runtime.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A {@code .tar.gz}: unpacked once into memory, its images still as JPEG or PNG, because gzip can only be read from the
 * front.
 */
record GzippedTar(String name, List<String> entries, Map<String, byte[]> contents) implements Container {
    /** What an entry takes beside its bytes. */
    private static final int ENTRY = 1024;

    static GzippedTar open(Path file) {
        return open(file, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Unpacks a file.
     *
     * @param room bytes of memory that may be taken
     */
    static GzippedTar open(Path file, long room) {
        long left = room;
        Map<String, byte[]> contents = new TreeMap<>();
        String last = "its beginning";
        try (Limited unpacked = new Limited(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            unpacked.allow(TarHeaders.LONGEST);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                checkRoom(file, entry.getSize(), left);
                left -= entry.getSize() + ENTRY;
                unpacked.allow(entry.getSize() + TarHeaders.LONGEST);
                if (entry.isDirectory() || entry.isFile()) {
                    last = entry.getName();
                    contents.put(TarNames.normal(file.toString(), entry), bytes(file, tar, entry));
                }
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library meets broken archives with many kinds
            throw new DataException(file.toString(),
                    "is broken, or ends early, after " + last + " (" + e.getMessage() + ")", e);
        }
        if (contents.isEmpty()) {
            throw new DataException(file.toString(), "is gzip, but no .tar.gz with anything in it; of single files"
                    + " name the folder that they lie in");
        }
        return new GzippedTar(file.toString(), List.copyOf(contents.keySet()), contents);
    }

    private static void checkRoom(Path file, long size, long room) {
        if (size > room) {
            throw new DataException(file.toString(),
                    "would take more than half of Java's memory unpacked (" + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB in all); run gunzip on it first: a plain .tar is read in place");
        }
    }

    private static byte[] bytes(Path file, TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        byte[] bytes = tar.readNBytes((int) Math.min(entry.getSize(), Integer.MAX_VALUE - 8));
        if (bytes.length != entry.getSize()) {
            throw new DataException(file.toString(), "ends early, within " + entry.getName() + ": " + bytes.length
                    + " of " + entry.getSize() + " bytes");
        }
        return bytes;
    }

    @Override
    public byte[] read(String entry) {
        return contents.get(entry);
    }

    @Override
    public byte[] head(String entry, int count) {
        byte[] all = contents.get(entry);
        return Arrays.copyOf(all, Math.min(count, all.length));
    }

    @Override
    public String describe(String entry) {
        return name + ": " + entry;
    }
}
