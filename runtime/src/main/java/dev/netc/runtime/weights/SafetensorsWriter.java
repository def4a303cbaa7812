package dev.netc.runtime.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netc.runtime.tensor.TensorSource;

/** Writes one safetensors file. */
final class SafetensorsWriter {
    /** The header is padded with spaces to a multiple of this, so that every tensor of doubles can be mapped aligned. */
    private static final int ALIGNMENT = 8;
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    static void write(Path file, Map<String, ? extends TensorSource> tensors, Map<String, String> metadata)
            throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(channel, tensors, metadata);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    /** Writes what any maps hold, names in order. */
    static void write(WritableByteChannel channel, Map<String, ? extends TensorSource> tensors,
            Map<String, String> metadata) throws IOException {
        SortedMap<String, TensorSource> inOrder = new TreeMap<>(tensors);
        writeFully(channel, header(inOrder, new TreeMap<>(metadata)));
        for (TensorSource tensor : inOrder.values()) {
            tensor.read(bytes -> writeFully(channel, bytes));
        }
    }

    private static ByteBuffer header(SortedMap<String, TensorSource> tensors, SortedMap<String, String> metadata)
            throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode words = header.putObject("__metadata__");
            metadata.forEach(words::put);
        }
        long begin = 0;
        for (var entry : tensors.entrySet()) {
            TensorSource tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.type().name());
            ArrayNode shape = node.putArray("shape");
            tensor.shape().forEach(shape::add);
            long end = begin + TensorBytes.of(tensor.type().bytes(), tensor.shape()).orElseThrow();
            node.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded.length).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(padded.length).put(padded).flip();
    }

    /** In pieces: of what lies in Java's heap the JVM makes a copy outside, as large as what it is given at once, and keeps it. */
    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            ByteBuffer piece = bytes.slice(bytes.position(), Math.min(MOST_AT_ONCE, bytes.remaining()));
            bytes.position(bytes.position() + channel.write(piece));
        }
    }

    /** Makes the new name last, too, where the system can open folders. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot; the file itself is synced
        }
    }
}
