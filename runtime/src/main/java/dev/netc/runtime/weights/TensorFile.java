package dev.netc.runtime.weights;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.netc.runtime.tensor.Tensor;

/**
 * What a weight file holds.
 *
 * @param tensors by name, names in order
 * @param metadata words about them, by key
 */
public record TensorFile(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    public TensorFile {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** Tensors and words from any maps. */
    public static TensorFile of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new TensorFile(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }
}
