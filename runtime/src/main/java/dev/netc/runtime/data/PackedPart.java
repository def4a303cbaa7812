package dev.netc.runtime.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * A part of a packed file.
 *
 * @param first its first image in the file
 * @param labels the class of each label in the file
 * @param checked whether an image was found to be what its hash says; by whom does not matter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedPart(String name, PackFile file, int first, int size, int[] labels, boolean[] checked) implements Part {

    static PackedPart of(String name, PackFile file, int first, int size, int[] labels) {
        return new PackedPart(name, file, first, size, labels, new boolean[size]);
    }

    @Override
    public int label(int index) {
        return labels[file.index().label(first + index)];
    }

    @Override
    public Pixels image(int index) {
        Pixels image = file.image(first + index);
        if (!checked[index]) {
            check(index, image);
            checked[index] = true;
        }
        return image;
    }

    private void check(int index, Pixels image) {
        if (!Arrays.equals(PackFormat.hash(image), file.index().hash(first + index))) {
            throw new DataException(entry(index), "is damaged: its bytes are not what their hash says");
        }
    }

    @Override
    public ImageSize sizeOf(int index) {
        return file.index().size(first + index);
    }

    @Override
    public Optional<byte[]> hash(int index) {
        return Optional.of(file.index().hash(first + index));
    }

    @Override
    public Packing packing() {
        return file.header().packing();
    }

    @Override
    public String entry(int index) {
        return file.path() + ": " + file.index().name(first + index);
    }

    @Override
    public boolean decoded() {
        return true;
    }
}
