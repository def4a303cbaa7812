package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.ImageDecoder;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.View;

/** Images of a user's, which have no class, on their way to a model. */
public final class ImageFiles {
    private ImageFiles() {}

    /**
     * Reads and decodes an image.
     *
     * @throws DataException where a file cannot be read, is no image, or a broken one
     */
    public static Pixels read(Path file) {
        try {
            return ImageDecoder.decode(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new DataException(file.toString(), "cannot be read", e);
        }
    }

    /** Images that were prepared, and so are of one size, by their centres. */
    static Batch batch(List<Pixels> images, Preparation preparation) {
        Pixels first = images.get(0);
        int length = first.values().length;
        byte[] pixels = new byte[images.size() * length];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).values(), 0, pixels, i * length, length);
        }
        return new Batch(images.size(), first.size(), first.channels(), pixels,
                Batch.crops(images.size(), View.center(first.size(), preparation.window())),
                new float[images.size() * first.channels()], new int[images.size()]);
    }
}
