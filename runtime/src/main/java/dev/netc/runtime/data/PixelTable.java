package dev.netc.runtime.data;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Images of one size that lie decoded in memory.
 *
 * @param pixels {@code [size, height, width, channels]}
 * @param labels a class an image
 * @param entryName how messages name an image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; large, so never copied
record PixelTable(String name, int height, int width, int channels, byte[] pixels, int[] labels,
        IntFunction<String> entryName) implements Part {

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
        int bytes = height * width * channels;
        return new Pixels(height, width, channels,
                Arrays.copyOfRange(pixels, index * bytes, (index + 1) * bytes));
    }

    @Override
    public String entry(int index) {
        return entryName.apply(index);
    }

    @Override
    public boolean decoded() {
        return true;
    }

    /** This part, its labels checked against the classes. */
    PixelTable checked(ClassNames classes) {
        for (int i = 0; i < labels.length; i++) {
            int image = i;
            classes.checkLabel(labels[i], () -> entry(image));
        }
        return this;
    }
}
