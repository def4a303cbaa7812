package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a number goes on to where a training sees it. */
class NotANumberTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 19;
    private static final MaxPool POOL = new MaxPool(3, 3, 2, 2, Padding.NONE);

    private static final Shape IMAGE = Shape.of(1, HEIGHT, WIDTH);

    static Stream<Layout> layouts() {
        Layout lanes = new Layout(Target.CPU, Precision.F32);
        return Stream.of(lanes, lanes.forSmallBatches(), new Layout(Target.PLAIN, Precision.F32));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPoolHandsItOnWhereverItStandsInAWindow(Layout layout) {
        Type images = Type.batch(IMAGE);
        Shape pooled = POOL.infer(List.of(images)).get(0).shape();
        Graph graph = ConformanceGraphs.of("maxpool", POOL, images);
        ModelOptions options = ModelOptions.DEFAULT.withRecipe(layout.target()).withBatch(1);
        try (Model model = Model.load(OnDevice.program(graph, layout), options)) {
            for (int at = 0; at < HEIGHT * WIDTH; at++) {
                double[] image = new double[HEIGHT * WIDTH];
                Arrays.setAll(image, i -> i % 7 - 3);
                image[at] = Double.NaN;
                model.feed("x0", Tensor.of(image, 1, 1, HEIGHT, WIDTH));
                double[] found = model.run(OnDevice.FUNCTION, new Scalars(1, 1, 1, 0, 0, 0)).values().iterator().next()
                        .toDoubles();
                for (int i = 0; i < found.length; i++) {
                    boolean holds = holds(i / pooled.width(), at / WIDTH) && holds(i % pooled.width(), at % WIDTH);
                    assertThat(Double.isNaN(found[i])).as("window %s, not a number at %s", i, at).isEqualTo(holds);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void itsGradientGoesToWhatIsNotANumberAndWhereAllIsMinusInfinityToTheFirst(Layout layout) {
        Graph graph = PoolGraphs.trained("maxpool_training", new MaxPool(3, 3, 2, 2, new Padding(1, 1, 1, 1)), IMAGE);
        ModelOptions options = ModelOptions.DEFAULT.withRecipe(layout.target()).withBatch(1);
        double[] image = new double[HEIGHT * WIDTH];
        Arrays.fill(image, Double.NEGATIVE_INFINITY);
        image[2 * WIDTH + 10] = Double.NaN;
        try (Model model = Model.load(OnDevice.program(graph, layout), options)) {
            model.feed("x0", Tensor.of(image, 1, 1, HEIGHT, WIDTH));
            double[] ones = new double[3 * 10];
            Arrays.fill(ones, 1);
            model.feed("dy", Tensor.of(ones, 1, 1, 3, 10));
            double[] gradient = model.run(OnDevice.FUNCTION, new Scalars(1, 1, 1, 0, 0, 0)).get("dx").toDoubles();
            double[] expected = new double[HEIGHT * WIDTH];
            for (int window = 0; window < ones.length; window++) {
                int row = window / 10;
                int column = window % 10;
                boolean number = row == 1 && column == 5;
                expected[number
                        ? 2 * WIDTH + 10
                        : Math.max(0, 2 * row - 1) * WIDTH + Math.max(0, 2 * column - 1)]++;
            }
            assertThat(gradient).containsExactly(expected);
        }
    }

    private static boolean holds(int window, int pixel) {
        return pixel >= 2 * window && pixel < 2 * window + 3;
    }
}
