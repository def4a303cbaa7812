package dev.netc.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.SafetensorsHeader.Entry;

/** Reads one safetensors file, mapped or as a stream, and believes nothing that it says of itself. */
final class SafetensorsReader {
    /** The format's own limit on the header. */
    private static final long LARGEST_HEADER = 100_000_000;

    private final String file;

    private SafetensorsReader(String file) {
        this.file = file;
    }

    static TensorFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new SafetensorsReader(file.toString()).read(channel);
        }
    }

    static TensorFile read(InputStream in, String source) throws IOException {
        return new SafetensorsReader(source).read(in);
    }

    private TensorFile read(FileChannel channel) throws IOException {
        ByteBuffer length = ByteBuffer.allocate((int) Math.min(Long.BYTES, channel.size()));
        readFully(channel, length, 0);
        ByteBuffer text = ByteBuffer.allocate((int) headerLength(length.array(), channel.size()));
        readFully(channel, text, Long.BYTES);
        SafetensorsHeader header = header(text.array());
        long start = Long.BYTES + (long) text.capacity();
        List<Entry> inOrder = inOrder(header);
        checkPlaces(inOrder, channel.size() - start);
        MappedTensors mapped = new MappedTensors(channel);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (Entry entry : inOrder) {
            ByteBuffer data = mapped.piece(start + entry.begin(), start + entry.end());
            tensors.put(entry.name(), entry.dtype().tensor(entry.shape(), data));
        }
        return TensorFile.of(tensors, header.metadata());
    }

    /** Takes as much memory as there are bytes, whatever is claimed. */
    private TensorFile read(InputStream in) throws IOException {
        byte[] length = in.readNBytes(Long.BYTES);
        byte[] text = in.readNBytes((int) headerLength(length, Long.MAX_VALUE));
        headerLength(length, length.length + text.length);
        SafetensorsHeader header = header(text);
        List<Entry> inOrder = inOrder(header);
        long end = inOrder.isEmpty() ? 0 : inOrder.getLast().end();
        checkPlaces(inOrder, end);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (Entry entry : inOrder) {
            byte[] data = in.readNBytes((int) (entry.end() - entry.begin()));
            if (data.length < entry.end() - entry.begin()) {
                checkPlaces(inOrder, entry.begin() + data.length); // it says which is cut off
            }
            tensors.put(entry.name(), entry.dtype().tensor(entry.shape(), ByteBuffer.wrap(data)));
        }
        checkPlaces(inOrder, end + in.transferTo(OutputStream.nullOutputStream()));
        return TensorFile.of(tensors, header.metadata());
    }

    private List<Entry> inOrder(SafetensorsHeader header) {
        header.entries().forEach(this::checkSize);
        List<Entry> inOrder = new ArrayList<>(header.entries());
        inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        return inOrder;
    }

    /** What the first bytes say, in a file of so many. */
    private long headerLength(byte[] length, long size) {
        if (length.length < Long.BYTES) {
            throw broken("it has " + length.length + " bytes; a safetensors file begins with 8 that give its header's"
                    + " length");
        }
        long bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (bytes > LARGEST_HEADER && bytes <= size - Long.BYTES) {
            throw broken("its first 8 bytes announce a header of " + bytes + " bytes; the format allows "
                    + LARGEST_HEADER + ": it is no safetensors file");
        }
        if (bytes < 2 || bytes > size - Long.BYTES) {
            throw broken("its first 8 bytes announce a header of " + Long.toUnsignedString(bytes) + " bytes"
                    + (size == Long.MAX_VALUE ? "" : ", the file has " + size)
                    + ": it is cut off, or no safetensors file");
        }
        return bytes;
    }

    private SafetensorsHeader header(byte[] text) throws IOException {
        if (text[0] != '{') {
            throw broken("its header does not begin with {");
        }
        try {
            return SafetensorsHeader.parse(text);
        } catch (JsonProcessingException e) {
            throw new WeightsException(file + ": its header is no sound JSON: " + Shown.of(e.getOriginalMessage()), e);
        } catch (SafetensorsHeader.Malformed e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                throw new IOException("the file ended while it was being read");
            }
        }
    }

    private void checkSize(Entry entry) {
        long expected = TensorBytes.of(entry.dtype().bytes(), entry.shape())
                .orElseThrow(() -> broken(entry.name(), "its shape " + entry.shape() + " overflows"));
        long actual = entry.end() - entry.begin();
        if (actual != expected) {
            throw broken(entry.name(), entry.dtype() + " " + entry.shape() + " takes " + expected
                    + " bytes, its data_offsets give it " + actual);
        }
        if (expected / entry.dtype().bytes() * entry.dtype().tensorBytes() > Integer.MAX_VALUE) {
            throw broken(entry.name(), "it has " + expected + " bytes; this library reads up to 2147483647");
        }
    }

    /** The format wants every byte to belong to exactly one tensor. */
    private void checkPlaces(List<Entry> inOrder, long dataBytes) {
        long at = 0;
        String before = "the header";
        for (Entry entry : inOrder) {
            if (entry.end() > dataBytes) {
                throw broken(entry.name(), "it ends at byte " + entry.end() + " of the data, which has " + dataBytes
                        + ": the file is cut off");
            }
            if (entry.begin() != at) {
                throw broken(entry.name(), entry.begin() < at
                        ? "it overlaps " + before
                        : "between " + before + " and it lie " + (entry.begin() - at) + " bytes of nothing");
            }
            at = entry.end();
            before = "tensor " + Shown.of(entry.name());
        }
        if (at != dataBytes) {
            throw broken("after " + before + " come " + (dataBytes - at) + " bytes that belong to nothing");
        }
    }

    private WeightsException broken(String tensor, String what) {
        return broken("tensor " + Shown.of(tensor) + ": " + what);
    }

    private WeightsException broken(String what) {
        return new WeightsException(file + ": " + what);
    }
}
