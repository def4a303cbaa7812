package dev.netc.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;

/**
 * Training on images of one's own: a folder a class, {@code train/disc/*.png}, is all that a data set needs. Here discs and squares
 * are drawn, and a small net learns which is which. A {@link dev.netc.runtime.training.RunFolder} among the listeners would keep the
 * weights.
 */
public final class TrainOnOwnImages {
    private static final String SHAPES = """
            net Shapes {
              input image: [3, 16, 16]
              input label: class(2)
              edges   = image -> conv(12, 5, pad: 2) -> relu -> maxpool(2)  : [12, 8, 8]
              corners = edges -> conv(16, 3, pad: 1) -> relu -> maxpool(2)  : [16, 4, 4]
              shape   = corners -> dense(2)
              output probabilities = softmax(shape)
              train {
                loss      cross_entropy(shape, label)
                batch     20
                epochs    12
                optimizer sgd(rate: 0.02, momentum: 0.9)
                prepare   mean(channel), scale(1 / 64)
                augment   flip
              }
            }
            """;
    private static final int SIDE = 16;
    private static final List<String> CLASSES = List.of("disc", "square");

    private TrainOnOwnImages() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("shapes");
        try {
            draw(folder.resolve("train"), 200, new Random(1));
            draw(folder.resolve("test"), 40, new Random(2));
            train(folder);
        } finally {
            delete(folder);
        }
    }

    private static void train(Path folder) {
        Program program = Compiler.compile(
                Frontend.analyse(new SourceText("shapes.net", SHAPES), Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        Dataset shapes = Dataset.open(folder.toString(), DataOptions.DEFAULT);
        System.out.println(shapes.description());
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withDevices("0"))) {
            model.initialize(program.training().seed());
            TrainingResult result = new Trainer(model, shapes, TrainingOptions.of(program.training()),
                    new TrainingListener() {}).train();
            System.out.printf("%d steps; %.1f%% of the test images are taken for the other shape%n", result.steps(),
                    100 * result.test().orElseThrow().top1Error());
        }
    }

    /** Shapes of any size, place and colors, half of them discs. */
    private static void draw(Path part, int each, Random random) throws IOException {
        for (String name : CLASSES) {
            Path folder = Files.createDirectories(part.resolve(name));
            for (int i = 0; i < each; i++) {
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                Graphics2D canvas = image.createGraphics();
                canvas.setColor(Color.getHSBColor(random.nextFloat(), 1, 1));
                int size = 8 + random.nextInt(6);
                int left = random.nextInt(SIDE - size);
                int top = random.nextInt(SIDE - size);
                if (name.equals("disc")) {
                    canvas.fillOval(left, top, size, size);
                } else {
                    canvas.fillRect(left, top, size, size);
                }
                canvas.dispose();
                ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
