package dev.netc.cli;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small coloured images of three classes, and a net that does to them whatever chance decides: the hardest to go on with. */
final class ColoredImages {
    private static final int IMAGES_A_CLASS = 16;
    private static final int SIDE = 12;
    private static final Color[] CLASSES = {Color.RED, Color.GREEN, Color.BLUE};

    /** Steps an epoch of {@link #NET}; the last one is smaller. */
    static final int STEPS = 10;

    static final String NET = """
            net All {
              input image: [3, 8, 8]
              input label: class(3)
              columns 2 {
                a = image -> conv(6, 3, pad: 1) -> batchnorm -> relu -> maxpool(2, stride: 2)
                b = all(a) -> dense(200) -> relu -> dropout(0.3)
              }
              logits = all(b) -> dense(3)
              output probabilities = softmax(logits)
              train {
                loss      cross_entropy(logits, label)
                batch     5
                epochs    4
                optimizer sgd(rate: 0.01, momentum: 0.9, decay: 0.001)
                schedule  plateau(factor: 0.5, patience: 1, times: 50)
                prepare   mean(image), scale(1 / 64)
                augment   crop, flip, color(0.1)
              }
            }
            """;

    private ColoredImages() {}

    /** Writes {@code train} and {@code test}. */
    static Path write(Path folder) throws IOException {
        Random random = new Random(5);
        for (String part : new String[]{"train", "test"}) {
            for (int c = 0; c < CLASSES.length; c++) {
                Path images = Files.createDirectories(folder.resolve(part).resolve("class" + c));
                for (int i = 0; i < IMAGES_A_CLASS; i++) {
                    ImageIO.write(image(random, CLASSES[c]), "png", images.resolve(i + ".png").toFile());
                }
            }
        }
        return folder;
    }

    private static BufferedImage image(Random random, Color color) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int noise = random.nextInt(1 << 24);
            image.setRGB(i % SIDE, i / SIDE, random.nextInt(3) == 0 ? color.getRGB() : noise);
        }
        return image;
    }
}
