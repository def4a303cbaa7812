package dev.netc.runtime.data;

import java.util.Arrays;
import java.util.Optional;

import dev.netc.runtime.random.Stream;

/**
 * Some images of a part, in its order.
 *
 * @param chosen indices into the whole, rising
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; large, so never copied
record Subset(String name, Part whole, int[] chosen) implements Part {
    /** The same images are held back whatever the run's seed is, so that runs can be compared. */
    private static final long SEED = 0;

    /** Two halves of a part. */
    record Split(Part kept, Part heldBack) {}

    /**
     * Holds back a share of a part's images, rounded to a whole number of at least one.
     *
     * @throws DataException where nothing would be left on one side
     */
    static Split holdBack(Part part, double share, String source) {
        int held = Math.max(1, (int) Math.round(share * part.size()));
        if (held >= part.size()) {
            throw new DataException(source, "--validate " + share + " would hold back " + held + " of the "
                    + part.size() + " images of `" + part.name() + "` and leave none to train with");
        }
        int[] shuffled = Draws.shuffled(new Stream(SEED, Stream.Purpose.VALIDATION, 0, 0), part.size());
        int[] heldBack = Arrays.copyOf(shuffled, held);
        int[] kept = Arrays.copyOfRange(shuffled, held, shuffled.length);
        Arrays.sort(heldBack);
        Arrays.sort(kept);
        return new Split(new Subset(part.name(), part, kept),
                new Subset(part.name() + ", held back", part, heldBack));
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public int label(int index) {
        return whole.label(chosen[index]);
    }

    @Override
    public Pixels image(int index) {
        return whole.image(chosen[index]);
    }

    @Override
    public ImageSize sizeOf(int index) {
        return whole.sizeOf(chosen[index]);
    }

    @Override
    public Optional<byte[]> hash(int index) {
        return whole.hash(chosen[index]);
    }

    @Override
    public Packing packing() {
        return whole.packing();
    }

    @Override
    public String entry(int index) {
        return whole.entry(chosen[index]);
    }

    @Override
    public boolean decoded() {
        return whole.decoded();
    }
}
