package dev.netc.runtime.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a packed file: beside its place, and moved there when it is whole. Closed before, or the process ended, it leaves nothing. For
 * one thread.
 */
final class PackWriter implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private long end = PackFormat.PROLOGUE;

    private PackWriter(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** Begins a file; folders above it are made. */
    static PackWriter to(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        temporary.toFile().deleteOnExit(); // an interrupted process, too, leaves nothing
        FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(PackFormat.PROLOGUE);
        return new PackWriter(target, temporary, channel);
    }

    /**
     * Adds an image behind those before it.
     *
     * @param hash of {@link PackFormat#hash}
     */
    void add(Pixels image, byte[] hash, int label, String name) throws IOException {
        names.write(name.getBytes(StandardCharsets.UTF_8));
        byte[] entry = new byte[PackFormat.ENTRY];
        ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN).putLong(end).putInt(image.height())
                .putInt(image.width()).putInt(image.channels()).putInt(label).putInt(names.size()).put(hash);
        entries.write(entry);
        write(ByteBuffer.wrap(image.values()));
        end += image.values().length;
    }

    /** Ends the file and puts it in its place. Returns its length. */
    long finish(PackHeader header) throws IOException {
        byte[] json = header.toJson();
        byte[] index = entries.toByteArray();
        byte[] allNames = names.toByteArray();
        write(ByteBuffer.wrap(json));
        write(ByteBuffer.wrap(index));
        write(ByteBuffer.wrap(allNames));
        long bytes = channel.position();
        channel.position(0);
        write(ByteBuffer.wrap(
                PackFormat.prologue(end, json, (long) index.length + allNames.length, index, allNames)));
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
