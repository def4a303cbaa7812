package dev.netc.runtime.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where each image of a packed file lies, and what it is. Any thread may read. */
final class PackIndex {
    private static final int HEIGHT = 8;
    private static final int WIDTH = 12;
    private static final int CHANNELS = 16;
    private static final int LABEL = 20;
    private static final int NAME_END = 24;
    private static final int HASH = 28;
    private static final int HASH_BYTES = 32;

    private final String file;
    private final ByteBuffer entries;
    private final ByteBuffer names;
    private final int images;

    private PackIndex(String file, ByteBuffer entries, ByteBuffer names, int images) {
        this.file = file;
        this.entries = entries;
        this.names = names;
        this.images = images;
    }

    /**
     * An index, believed in nothing.
     *
     * @param bytes little endian
     * @param pixelsEnd where the pixels of all images end
     * @throws DataException where it contradicts itself, the header or the file's length
     */
    static PackIndex of(String file, ByteBuffer bytes, PackHeader header, long pixelsEnd) {
        if (header.images() * PackFormat.ENTRY > bytes.capacity()) {
            throw new DataException(file, "its header speaks of " + header.images() + " images, its index of "
                    + bytes.capacity() / PackFormat.ENTRY + " at most");
        }
        int images = (int) header.images();
        int end = images * PackFormat.ENTRY;
        PackIndex index = new PackIndex(file, bytes.slice(0, end).order(bytes.order()),
                bytes.slice(end, bytes.capacity() - end), images);
        int image = 0;
        for (PackHeader.Piece part : header.parts()) {
            for (int i = 0; i < part.images(); i++, image++) {
                index.check(image, part, pixelsEnd);
            }
        }
        return index;
    }

    private void check(int image, PackHeader.Piece part, long pixelsEnd) {
        long height = value(image, HEIGHT);
        long width = value(image, WIDTH);
        long channels = value(image, CHANNELS);
        if (height < 1 || width < 1 || height * width > ImageDecoder.MOST_PIXELS || (channels != 1 && channels != 3)) {
            throw lie(image, "is said to be " + height + " x " + width + " pixels of " + channels + " channels");
        }
        if (offset(image) < PackFormat.PROLOGUE || offset(image) > pixelsEnd - height * width * channels) {
            throw lie(image, "is said to lie at byte " + offset(image) + ", outside of what is there");
        }
        if (label(image) < 0 || label(image) >= part.classes().size()) {
            throw lie(image, "has label " + label(image) + "; part `" + part.name() + "` has " + part.classes().size()
                    + " classes");
        }
        if (nameEnd(image - 1) > nameEnd(image) || nameEnd(image) > names.capacity()) {
            throw lie(image, "has a name that ends at byte " + nameEnd(image) + " of " + names.capacity());
        }
    }

    private DataException lie(int image, String what) {
        return new DataException(file, "image " + image + " of " + images + " " + what);
    }

    private int value(int image, int field) {
        return entries.getInt(image * PackFormat.ENTRY + field);
    }

    private int nameEnd(int image) {
        return image < 0 ? 0 : value(image, NAME_END);
    }

    long offset(int image) {
        return entries.getLong(image * PackFormat.ENTRY);
    }

    ImageSize size(int image) {
        return new ImageSize(value(image, HEIGHT), value(image, WIDTH));
    }

    int channels(int image) {
        return value(image, CHANNELS);
    }

    int label(int image) {
        return value(image, LABEL);
    }

    byte[] hash(int image) {
        byte[] hash = new byte[HASH_BYTES];
        entries.get(image * PackFormat.ENTRY + HASH, hash);
        return hash;
    }

    /** What the image was called where it was packed from. */
    String name(int image) {
        byte[] name = new byte[nameEnd(image) - nameEnd(image - 1)];
        names.get(nameEnd(image - 1), name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
