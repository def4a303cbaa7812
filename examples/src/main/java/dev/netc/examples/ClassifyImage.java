package dev.netc.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

import dev.netc.runtime.Classification;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.training.Predictor;

/** An image of any kind and size is told apart: here a digit, drawn in white on black, as those that the net learnt from. */
public final class ClassifyImage {
    private static final int EPOCHS = 10;
    private static final int SIDE = 80;

    private ClassifyImage() {}

    public static void main(String[] args) throws IOException {
        Dataset digits = Dataset.open("digits", DataOptions.DEFAULT);
        try (Model model = TrainedDigits.on(digits, EPOCHS)) {
            Predictor predictor = new Predictor(model, Optional.of(digits.classes()));
            for (Classification found : predictor.predict("a drawing", Pixels.of(zero())).classes()) {
                System.out.printf("%5.1f%%  %s%n", 100 * found.probability(), found.name());
            }
        }
    }

    private static BufferedImage zero() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.setStroke(new BasicStroke(SIDE / 8f));
        canvas.drawOval(SIDE / 4, SIDE / 10, SIDE / 2, SIDE * 8 / 10);
        canvas.dispose();
        return image;
    }
}
