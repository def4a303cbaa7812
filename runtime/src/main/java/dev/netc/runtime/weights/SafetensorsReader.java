package dev.netc.runtime.weights;

import java.io.IOException;
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

/** Reads one safetensors file and believes nothing that it says of itself. */
final class SafetensorsReader {
    /** The format's own limit on the header. */
    private static final long LARGEST_HEADER = 100_000_000;

    private final Path file;

    private SafetensorsReader(Path file) {
        this.file = file;
    }

    static TensorFile read(Path file) throws IOException {
        return new SafetensorsReader(file).read();
    }

    private TensorFile read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            SafetensorsHeader header = header(channel);
            long start = Long.BYTES + headerLength(channel);
            header.entries().forEach(this::checkSize);
            List<Entry> inOrder = new ArrayList<>(header.entries());
            inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            checkPlaces(inOrder, channel.size() - start);
            MappedTensors mapped = new MappedTensors(channel);
            Map<String, Tensor> tensors = new TreeMap<>();
            for (Entry entry : inOrder) {
                ByteBuffer data = mapped.piece(start + entry.begin(), start + entry.end());
                tensors.put(entry.name(), entry.dtype().tensor(entry.shape(), data));
            }
            return TensorFile.of(tensors, header.metadata());
        }
    }

    private long headerLength(FileChannel channel) throws IOException {
        if (channel.size() < Long.BYTES) {
            throw broken("it has " + channel.size() + " bytes; a safetensors file begins with 8 that give its header's"
                    + " length");
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, length, 0);
        long bytes = length.getLong(0);
        if (bytes < 2 || bytes > LARGEST_HEADER || bytes > channel.size() - Long.BYTES) {
            throw broken("its first 8 bytes announce a header of " + Long.toUnsignedString(bytes)
                    + " bytes, the file has " + channel.size() + ": it is cut off, or no safetensors file");
        }
        return bytes;
    }

    private SafetensorsHeader header(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate((int) headerLength(channel));
        readFully(channel, text, Long.BYTES);
        if (text.get(0) != '{') {
            throw broken("its header does not begin with {");
        }
        try {
            return SafetensorsHeader.parse(text.array());
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
