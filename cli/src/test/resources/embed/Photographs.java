import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

import net.example.SqueezeNet;

/** A program that has SqueezeNet as a jar: writes the scores of photographs, and prints what they show. */
public final class Photographs {
    private static final int SIDE = 227;
    private static final float[] MEANS = {104, 117, 123};

    private Photographs() {}

    /**
     * Asks about photographs.
     *
     * @param files the file for the scores, then the photographs
     * @throws IOException where one cannot be read
     */
    public static void main(String[] files) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        for (int i = 1; i < files.length; i++) {
            images.add(ImageIO.read(new File(files[i])));
        }
        try (SqueezeNet net = SqueezeNet.load();
                DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(files[0])))) {
            for (float score : net.scores(images.size(), prepared(images))) {
                out.writeFloat(score);
            }
            net.classify(images).forEach(classes -> System.out.println(classes.getFirst().name()));
        }
    }

    /** {@code [batch, 3, 227, 227]}: blue, green, red, minus their means. */
    private static float[] prepared(List<BufferedImage> images) {
        float[] values = new float[images.size() * MEANS.length * SIDE * SIDE];
        int at = 0;
        for (BufferedImage image : images) {
            for (int channel = 0; channel < MEANS.length; channel++) {
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    int rgb = image.getRGB(pixel % SIDE, pixel / SIDE);
                    values[at++] = (rgb >> (8 * channel) & 0xff) - MEANS[channel];
                }
            }
        }
        return values;
    }
}
