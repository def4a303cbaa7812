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

    static Stream<Layout> layouts() {
        Layout lanes = new Layout(Target.CPU, Precision.F32);
        return Stream.of(lanes, lanes.forSmallBatches(), new Layout(Target.PLAIN, Precision.F32));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPoolHandsItOnWhereverItStandsInAWindow(Layout layout) {
        Type images = Type.batch(Shape.of(1, HEIGHT, WIDTH));
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

    private static boolean holds(int window, int pixel) {
        return pixel >= 2 * window && pixel < 2 * window + 3;
    }
}
