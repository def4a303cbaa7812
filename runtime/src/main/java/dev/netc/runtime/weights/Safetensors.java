package dev.netc.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Map;

import dev.netc.runtime.tensor.TensorSource;

/**
 * The safetensors format (huggingface/safetensors, README, "Format"): eight bytes with the length of a header, little endian; the
 * header, JSON that gives for each tensor its dtype, shape and place; then the bytes of all tensors without gaps.
 */
public final class Safetensors {
    private Safetensors() {}

    /**
     * Reads a file. F32, F64, I32, I64 and U8 tensors are views of the mapped file, which must not be changed while they are in
     * use; F16 and BF16 become F32, the smaller whole numbers I32.
     *
     * @throws dev.netc.runtime.error.WeightsException where the file is not whole and sound; the message names file and tensor
     * @throws IOException where it cannot be read
     */
    public static TensorFile read(Path file) throws IOException {
        return SafetensorsReader.read(file);
    }

    /**
     * Reads from a stream, into memory of Java's: as {@link #read(Path)}, where there is no file to map.
     *
     * @param in read to its end, and not closed
     * @param source how messages name it
     */
    public static TensorFile read(InputStream in, String source) throws IOException {
        return SafetensorsReader.read(in, source);
    }

    /**
     * Writes a file: the same tensors and metadata give the same bytes. Written beside it, synced, then moved there, so that the
     * old file stays whole whatever happens.
     *
     * @param tensors by name; those that are read piece by piece take no memory beyond a piece
     * @throws IOException where it cannot be written
     */
    public static void write(Path file, Map<String, ? extends TensorSource> tensors, Map<String, String> metadata)
            throws IOException {
        SafetensorsWriter.write(file, tensors, metadata);
    }

    /** Writes the same bytes to a channel, which stays open. */
    public static void write(WritableByteChannel channel, TensorFile content) throws IOException {
        SafetensorsWriter.write(channel, content.tensors(), content.metadata());
    }
}
