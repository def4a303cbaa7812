package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.program.Buffer;
import dev.netc.program.Images;
import dev.netc.program.Prepare;
import org.junit.jupiter.api.Test;

/** From pixels to the net's image: window, mirror, colour, then the model's steps in their order. */
class PreparePixelsTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;
    private static final Graph IMAGE = GraphParser.parse("""
            graph image {
              feed %image : real batch [3, 2, 4] on 0 = image
              %same : real batch [3, 2, 4] on 0 = pointwise {function: same, body: $0}(%image)
              result image = %same
            }
            """);

    private static double[] prepared(double[] pixels, double[] crop, double[] color, double[] mean, Prepare... steps) {
        Graph graph = PreparePixels.apply(IMAGE, new Images("image", HEIGHT, WIDTH, 3), List.of(steps));
        Verifier.verify(graph, "prepare", true);
        Map<Buffer.Role, double[]> given = new HashMap<>(Map.of(new Buffer.Feed("image.pixels"), pixels,
                new Buffer.Feed("image.crop"), crop, new Buffer.Feed("image.color"), color, new Buffer.Mean(), mean));
        return new Interpreter(graph, 2).withPixels(HEIGHT, WIDTH).run(given).result("image");
    }

    private static double[] pixels() {
        return new Random(3).ints(2 * HEIGHT * WIDTH * 3, 0, 256).asDoubleStream().toArray();
    }

    /** The pixel of an example at a row and a column of what was fed. */
    private static double pixel(double[] pixels, int example, int row, int column, int channel) {
        return pixels[((example * HEIGHT + row) * WIDTH + column) * 3 + channel];
    }

    @Test
    void theWindowIsCutWhereCropSaysAndMirrored() {
        double[] pixels = pixels();
        double[] image = prepared(pixels, new double[]{1, 2, 0, 3, 0, 1}, new double[6], new double[0]);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 4; x++) {
                    assertThat(image[(c * 2 + y) * 4 + x]).isEqualTo(pixel(pixels, 0, 1 + y, 2 + x, c));
                    assertThat(image[((3 + c) * 2 + y) * 4 + x]).isEqualTo(pixel(pixels, 1, 3 + y, 3 - x, c));
                }
            }
        }
    }

    @Test
    void theMeanImageIsTakenAwayWhereThePixelWasNotWhereItWent() {
        double[] pixels = pixels();
        double[] mean = new Random(4).doubles(3 * HEIGHT * WIDTH).toArray();
        double[] image = prepared(pixels, new double[]{1, 2, 1, 0, 0, 0}, new double[6], mean,
                new Prepare.MeanImage());
        assertThat(image[5]).isEqualTo(pixel(pixels, 0, 2, 4, 0) - mean[2 * WIDTH + 4]);
    }

    @Test
    void colourComesBeforeTheStepsAndTheyInTheirOrder() {
        double[] pixels = pixels();
        double[] image = prepared(pixels, new double[6], new double[]{10, 20, 30, 0, 0, 0}, new double[]{1, 2, 3},
                new Prepare.Resize(5), new Prepare.MeanChannel(), new Prepare.Scale(0.5), new Prepare.OrderBgr());
        assertThat(image[0]).isEqualTo((pixel(pixels, 0, 0, 0, 2) + 30 - 3) * 0.5);
        assertThat(image[8]).isEqualTo((pixel(pixels, 0, 0, 0, 1) + 20 - 2) * 0.5);
    }

    @Test
    void everyDevicePreparesItsOwn() {
        Graph train = dev.netc.compiler.nets.Graphs.stages(dev.netc.compiler.nets.Nets.alexNetInSmall(),
                FunctionKind.TRAIN).get("prepare");
        assertThat(train.nodes()).filteredOn(n -> n.operator().name().equals("prepare")).map(n -> n.device())
                .containsExactly(0, 1);
    }
}
