package dev.netc.runtime.data;

import java.util.List;
import java.util.Optional;

import dev.netc.runtime.cache.UserCache;

/**
 * Images that are decoded when they are asked for.
 *
 * @param entries of the container, an image each
 * @param labels a class an image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; large, so never copied
record EncodedPart(String name, Container container, List<String> entries, int[] labels) implements Part {

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public Pixels image(int index) {
        return ImageDecoder.decode(container.read(entries.get(index)), entry(index));
    }

    @Override
    public ImageSize sizeOf(int index) {
        return ImageDecoder.size(container.read(entries.get(index)), entry(index));
    }

    @Override
    public Optional<byte[]> hash(int index) {
        return Optional.of(UserCache.sha256().digest(container.read(entries.get(index))));
    }

    @Override
    public String entry(int index) {
        return container.describe(entries.get(index));
    }

    @Override
    public boolean decoded() {
        return false;
    }
}
