package dev.netc.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The 1,797 handwritten digits that the program ships: UCI Optical Recognition of Handwritten Digits, CC BY 4.0. */
final class Digits implements Contents.Found {
    /** What a user types for them. */
    static final String NAME = "digits";

    private static final int SIDE = 8;
    private static final int TRAINING = 1437;
    private static final int BRIGHTEST = 16;

    private final List<String> rows = rows();

    private static List<String> rows() {
        try (InputStream in = Digits.class.getResourceAsStream("digits.csv.gz")) {
            return new String(Gzip.unpack(NAME, in.readAllBytes()), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String kind() {
        return "the handwritten digits that netc ships";
    }

    @Override
    public Set<String> names() {
        return Set.of("train", "test");
    }

    @Override
    public ClassNames classes(String part) {
        return ClassNames.numbered(10);
    }

    @Override
    public boolean numbered() {
        return true;
    }

    @Override
    public Part open(String part, ClassNames classes) {
        boolean training = part.equals("train");
        int first = training ? 0 : TRAINING;
        List<String> mine = rows.subList(first, training ? TRAINING : rows.size());
        byte[] pixels = new byte[mine.size() * SIDE * SIDE];
        int[] labels = new int[mine.size()];
        for (int image = 0; image < labels.length; image++) {
            String[] values = mine.get(image).split(",", -1);
            for (int i = 0; i < SIDE * SIDE; i++) {
                pixels[image * SIDE * SIDE + i] = grey(Integer.parseInt(values[i]));
            }
            labels[image] = Integer.parseInt(values[SIDE * SIDE]);
        }
        return new PixelTable(part, SIDE, SIDE, 1, pixels, labels, i -> NAME + ": image " + (first + i))
                .checked(classes);
    }

    private static byte grey(int value) {
        return (byte) Math.round(value * 255 / (double) BRIGHTEST);
    }
}
