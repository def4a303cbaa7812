package dev.netc.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import dev.netc.runtime.archive.WatchedChannel;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads one of numpy's {@code .npz} files, a zip of {@code .npy} arrays, and believes nothing that it says of itself. Large arrays
 * that are stored as tensors are stay in the file, which is mapped; others are unpacked into memory, of which only so much is taken.
 */
final class NpzReader {
    private static final String ENDING = ".npy";
    /** No deflated byte becomes more. */
    private static final long MOST_INFLATED = 1032;
    /** Below this a copy is cheaper than a mapping, of which a process has some ten thousands. */
    private static final long MAPPED = 1 << 20;

    /** Opening reads a name and four numbers an array, some of them twice: enough for 70,000 arrays. */
    private static final int MOST_READINGS = 1 << 19;
    /** That much is names. */
    private static final long LONGEST_DIRECTORY = 1 << 26;

    private final Path file;
    private final FileChannel channel;
    private final ZipFile zip;
    private long room;

    /** What is read while a file is opened: its directory, of which the library keeps every word. */
    private static final class Opening implements WatchedChannel.Watch {
        private final Path file;
        private int readings;
        private long bytes;
        private boolean over;

        Opening(Path file) {
            this.file = file;
        }

        @Override
        public void reading(int more) {
            readings++;
            bytes += more;
            if (!over && (readings > MOST_READINGS || bytes > LONGEST_DIRECTORY)) {
                throw new WeightsException(
                        file + ": it is a zip of more entries, or of longer names, than any net has arrays");
            }
        }
    }

    private NpzReader(Path file, FileChannel channel, ZipFile zip, long room) {
        this.file = file;
        this.channel = channel;
        this.zip = zip;
        this.room = room;
    }

    static TensorFile read(Path file) throws IOException {
        return read(file, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Reads a file.
     *
     * @param room bytes of memory that may be taken
     */
    static TensorFile read(Path file, long room) throws IOException {
        Opening opening = new Opening(file);
        try (FileChannel channel = FileChannel.open(file);
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(new WatchedChannel(channel, opening)).get()) {
            opening.over = true;
            return new NpzReader(file, channel, zip, room).read();
        } catch (WeightsException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the library meets broken archives with many kinds
            throw new WeightsException(file + ": it is a broken zip, or ends early", e);
        }
    }

    private TensorFile read() throws IOException {
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        if (entries.stream().anyMatch(entry -> entry.getName().endsWith("/data.pkl"))) {
            throw broken("it is a checkpoint of PyTorch, which Python alone can read;"
                    + " safetensors.torch.save_file(model.state_dict(), FILE) there writes one that this library reads");
        }
        checkPlaces(entries);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (ZipArchiveEntry entry : entries) {
            String name = name(entry);
            if (tensors.put(name, tensor(name, entry)) != null) {
                throw broken(name, "it is there twice");
            }
        }
        return TensorFile.of(tensors, Map.of());
    }

    private String name(ZipArchiveEntry entry) {
        String name = entry.getName();
        if (!name.endsWith(ENDING)) {
            throw broken(name, "it is no " + ENDING + " array, and an .npz holds nothing else");
        }
        return name.substring(0, name.length() - ENDING.length());
    }

    /** Arrays that share bytes would be unpacked over and over. */
    private void checkPlaces(List<ZipArchiveEntry> entries) throws IOException {
        List<ZipArchiveEntry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong(ZipArchiveEntry::getDataOffset));
        long at = 0;
        for (ZipArchiveEntry entry : inOrder) {
            checkSizes(entry);
            if (entry.getDataOffset() < at) {
                throw broken(entry.getName(), "it overlaps the one before it");
            }
            if (entry.getCompressedSize() > channel.size() - entry.getDataOffset()) {
                throw broken(entry.getName(), "it is cut off: " + entry.getCompressedSize() + " bytes from "
                        + entry.getDataOffset() + " on, in a file of " + channel.size());
            }
            at = entry.getDataOffset() + entry.getCompressedSize();
        }
    }

    private void checkSizes(ZipArchiveEntry entry) {
        long size = entry.getSize();
        long packed = entry.getCompressedSize();
        boolean stored = entry.getMethod() == ZipArchiveEntry.STORED;
        boolean known = stored || entry.getMethod() == ZipArchiveEntry.DEFLATED;
        if (entry.getGeneralPurposeBit().usesEncryption() || !known) {
            throw broken(entry.getName(), "it is encrypted, or packed otherwise than numpy does");
        }
        if (size < 0 || packed < 0 || (stored ? size != packed : size / MOST_INFLATED > packed)) {
            throw broken(entry.getName(), "it is said to have " + size + " bytes, " + packed + " where it is packed");
        }
    }

    private Tensor tensor(String name, ZipArchiveEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            NpyHeader header = NpyHeader.read(in);
            long bytes = checkedBytes(name, header, entry.getSize() - header.length());
            boolean mapped = NpyData.isPlain(header) && entry.getMethod() == ZipArchiveEntry.STORED && bytes >= MAPPED;
            take(name, mapped ? 0 : needed(header, bytes));
            ByteBuffer data = mapped
                    ? mapped(entry.getDataOffset() + header.length(), bytes, sum)
                    : unpacked(name, in, bytes);
            if (sum.getValue() != entry.getCrc()) {
                throw broken(name, "it is damaged: its bytes are not what its checksum says");
            }
            return NpyData.tensor(header, data);
        } catch (NpyHeader.Malformed e) {
            throw new WeightsException(file + ": array " + Shown.of(name) + ": " + e.getMessage(), e);
        }
    }

    private long checkedBytes(String name, NpyHeader header, long actual) {
        long expected = TensorBytes.of(header.dtype().bytes(), header.shape()).orElse(Long.MAX_VALUE);
        if (expected != actual) {
            throw broken(name, header.dtype() + " " + header.shape() + " takes " + (expected == Long.MAX_VALUE
                    ? "more bytes than can be counted"
                    : expected + " bytes") + ", it has " + actual);
        }
        long elements = expected / header.dtype().bytes();
        if (elements * header.dtype().tensorBytes() > Integer.MAX_VALUE) {
            throw broken(name, "it has " + expected + " bytes, more than a tensor holds");
        }
        return expected;
    }

    /** What is unpacked, reversed or turned, and widened, each a copy. */
    private static long needed(NpyHeader header, long bytes) {
        long elements = bytes / header.dtype().bytes();
        return NpyData.isPlain(header) ? bytes : 3 * bytes + elements * header.dtype().tensorBytes();
    }

    private void take(String name, long bytes) {
        room -= bytes;
        if (room < 0) {
            throw broken(name, "with it the file would take more than half of Java's memory unpacked ("
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB in all); numpy.savez writes arrays that are"
                    + " not packed and stay on disk");
        }
    }

    private ByteBuffer mapped(long from, long bytes, CRC32 sum) throws IOException {
        ByteBuffer data = channel.map(MapMode.READ_ONLY, from, bytes);
        sum.update(data.duplicate());
        return data;
    }

    private ByteBuffer unpacked(String name, InputStream in, long bytes) throws IOException {
        ByteBuffer data = Tensor.allocate(Tensor.Type.U8, bytes);
        ReadableByteChannel from = Channels.newChannel(in);
        while (data.hasRemaining()) {
            if (from.read(data) < 0) {
                throw broken(name, "it ends early: " + data.position() + " of " + bytes + " bytes of data");
            }
        }
        if (in.read() >= 0) {
            throw broken(name, "it goes on after its " + bytes + " bytes of data");
        }
        return data.flip();
    }

    private WeightsException broken(String array, String what) {
        return broken("array " + Shown.of(array) + ": " + what);
    }

    private WeightsException broken(String what) {
        return new WeightsException(file + ": " + what);
    }
}
