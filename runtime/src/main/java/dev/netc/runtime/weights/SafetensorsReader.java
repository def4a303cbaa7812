package dev.netc.runtime.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;

/** Reads one safetensors file and believes nothing that it says of itself. */
final class SafetensorsReader {
    /** The format's own limit on the header. */
    private static final long LARGEST_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;

    /** One tensor as the header tells it; begin and end count from the end of the header. */
    private record Entry(String name, Dtype dtype, List<Long> shape, long begin, long end) {}

    private SafetensorsReader(Path file) {
        this.file = file;
    }

    static TensorFile read(Path file) throws IOException {
        return new SafetensorsReader(file).read();
    }

    private TensorFile read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            JsonNode header = header(channel);
            long start = Long.BYTES + headerLength(channel);
            List<Entry> entries = new ArrayList<>();
            header.properties().forEach(property -> {
                if (!property.getKey().equals(METADATA)) {
                    entries.add(entry(property.getKey(), property.getValue()));
                }
            });
            checkPlaces(entries, channel.size() - start);
            Map<String, Tensor> tensors = new TreeMap<>();
            for (Entry entry : entries) {
                ByteBuffer data = channel.map(MapMode.READ_ONLY, start + entry.begin(), entry.end() - entry.begin());
                tensors.put(entry.name(), entry.dtype().tensor(entry.shape(), data));
            }
            return TensorFile.of(tensors, metadata(header.path(METADATA)));
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

    private JsonNode header(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate((int) headerLength(channel));
        readFully(channel, text, Long.BYTES);
        if (text.get(0) != '{') {
            throw broken("its header does not begin with {");
        }
        try {
            return JSON.readTree(text.array());
        } catch (JsonProcessingException e) {
            throw new WeightsException(file + ": its header is no sound JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, from + target.position()) < 0) {
                throw new IOException("the file ended while it was being read");
            }
        }
    }

    private Entry entry(String name, JsonNode node) {
        String dtypeName = node.path("dtype").asText();
        Dtype dtype = Dtype.named(dtypeName).orElseThrow(() -> broken(name, "its dtype is \"" + dtypeName
                + "\"; this library reads " + Dtype.names()));
        List<Long> shape = wholes(name, "shape", node.path("shape"));
        List<Long> offsets = wholes(name, "data_offsets", node.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw broken(name, "its data_offsets are " + offsets + ", not a begin and an end");
        }
        Entry entry = new Entry(name, dtype, shape, offsets.get(0), offsets.get(1));
        checkSize(entry);
        return entry;
    }

    private List<Long> wholes(String name, String field, JsonNode values) {
        if (!values.isArray()) {
            throw broken(name, "it has no " + field);
        }
        List<Long> wholes = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
                throw broken(name, "its " + field + " hold " + value + ", which is no count");
            }
            wholes.add(value.asLong());
        }
        return wholes;
    }

    private void checkSize(Entry entry) {
        long expected = entry.dtype().bytes();
        try {
            for (long size : entry.shape()) {
                expected = Math.multiplyExact(expected, size);
            }
        } catch (ArithmeticException e) {
            throw new WeightsException(file + ": tensor " + entry.name() + ": its shape " + entry.shape()
                    + " overflows", e);
        }
        long actual = entry.end() - entry.begin();
        if (actual != expected) {
            throw broken(entry.name(), entry.dtype() + " " + entry.shape() + " takes " + expected
                    + " bytes, its data_offsets give it " + actual);
        }
        if (expected > Integer.MAX_VALUE) {
            throw broken(entry.name(), "it has " + expected + " bytes; this library reads up to 2147483647");
        }
    }

    /** The format wants every byte to belong to exactly one tensor. */
    private void checkPlaces(List<Entry> entries, long dataBytes) {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
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
            before = "tensor " + entry.name();
        }
        if (at != dataBytes) {
            throw broken("after " + before + " come " + (dataBytes - at) + " bytes that belong to nothing");
        }
    }

    private Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new TreeMap<>();
        node.properties().forEach(property -> {
            if (!property.getValue().isTextual()) {
                throw broken("the metadata \"" + property.getKey() + "\" is no text");
            }
            metadata.put(property.getKey(), property.getValue().asText());
        });
        return metadata;
    }

    private WeightsException broken(String tensor, String what) {
        return broken("tensor " + tensor + ": " + what);
    }

    private WeightsException broken(String what) {
        return new WeightsException(file + ": " + what);
    }
}
