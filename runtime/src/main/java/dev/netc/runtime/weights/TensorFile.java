package dev.netc.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;

/**
 * What a weight file holds.
 *
 * @param tensors by name, names in order
 * @param metadata words about them, by key
 */
public record TensorFile(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

    public TensorFile {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Reads a safetensors file, or numpy's {@code .npz}, recognised by its first bytes. Tensors that lie there as they are here are
     * views of the mapped file, which must not be changed while they are in use; F16 and BF16 become F32, the smaller whole numbers
     * I32. An {@code .npz} has no words.
     *
     * @throws WeightsException where the file is not whole and sound; the message names file and tensor
     * @throws IOException where it cannot be read
     */
    public static TensorFile read(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(Integer.BYTES);
        }
        return Arrays.equals(head, ZIP) || Arrays.equals(head, EMPTY_ZIP) ? npz(file) : SafetensorsReader.read(file);
    }

    /** Commons Compress is not among what the runtime brings along: most programs that carry a net read no zips. */
    private static TensorFile npz(Path file) throws IOException {
        try {
            return NpzReader.read(file);
        } catch (NoClassDefFoundError e) {
            throw new WeightsException(file + ": reading an .npz takes the library org.apache.commons:commons-compress,"
                    + " which is not on the class path (or module path); add it, or save the arrays as safetensors", e);
        }
    }

    /** Tensors and words from any maps. */
    public static TensorFile of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new TensorFile(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }
}
