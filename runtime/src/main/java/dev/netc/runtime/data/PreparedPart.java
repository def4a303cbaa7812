package dev.netc.runtime.data;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A part whose images all have the size that is stored, decoded once and kept as long as they fit into memory. Any
 * thread may ask for any image. What is kept changes how long a call takes, never what it returns.
 */
public final class PreparedPart {
    private final Part part;
    private final Preparation preparation;
    private final Preparation left;
    private final ImageSize size;
    private final ImageSize stored;
    private final AtomicReferenceArray<byte[]> kept;
    private final CacheRoom room;

    /**
     * Prepares a part. The first image is decoded at once: its size is the size of all.
     *
     * @param room for decoded images to be kept, which parts may share
     * @throws DataException where the part is empty, or its first image broken or too small
     */
    public PreparedPart(Part part, Preparation preparation, CacheRoom room) {
        this.part = part;
        this.preparation = preparation;
        this.size = preparation.sizeOf(part);
        this.left = preparation.after(part);
        this.stored = preparation.fed().orElse(size);
        this.kept = new AtomicReferenceArray<>(part.size());
        this.room = part.decoded() && left.sizes().isEmpty() ? new CacheRoom(0) : room;
    }

    /** Number of images. */
    public int size() {
        return part.size();
    }

    /** Class of an image. */
    public int label(int index) {
        return part.label(index);
    }

    /** Whether the images are larger than what is stored, so that a random crop cannot reach all of them. */
    public boolean isCut() {
        return !size.equals(stored);
    }

    /** Height and width of every image as stored. */
    public ImageSize stored() {
        return stored;
    }

    /** How the images were prepared. */
    public Preparation preparation() {
        return preparation;
    }

    /** {@link Part#hash} of an image. */
    Optional<byte[]> hash(int index) {
        return part.hash(index);
    }

    /** Bytes of one image as stored. */
    public int bytesPerImage() {
        return stored.height() * stored.width() * preparation.channels();
    }

    /**
     * An image as stored, {@code [height, width, channels]}, not to be written to.
     *
     * @throws DataException where it is broken, too small, or of another size than the first
     */
    public byte[] pixels(int index) {
        byte[] pixels = kept.get(index);
        if (pixels == null) {
            pixels = prepare(index);
            if (room.take(pixels.length)) {
                kept.set(index, pixels);
            }
        }
        return pixels;
    }

    private byte[] prepare(int index) {
        Pixels pixels = left.apply(part.image(index), part.entry(index));
        if (!pixels.size().equals(size)) {
            throw new DataException(part.entry(index), "is " + pixels.size() + ", but " + part.entry(0) + " is " + size
                    + ": without `prepare resize(n)` all images must have one size");
        }
        return left.cut(pixels).values();
    }
}
