package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import dev.netc.program.Argument.Live;
import dev.netc.program.Argument.Memory;
import dev.netc.program.Argument.Scalar;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Input;
import dev.netc.program.Kernel;
import dev.netc.program.Output;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Images as they were decoded: of sizes that no compiler knew, with their mean. */
class PixelsTest {
    private static final String SOURCE = """
            // a 2 x 2 window of each image, less the mean at the same place
            __kernel void window(__global const uchar* pixels, __global const int* crop, __global const float* mean,
                                 __global float* x, int height, int width) {
              int r = get_global_id(0) / 4, i = get_global_id(0) % 4;
              int at = (crop[r * 3] + i / 2) * width + crop[r * 3 + 1] + i % 2;
              x[get_global_id(0)] = pixels[r * height * width + at] - mean[at];
            }
            """;

    @Test
    void imagesOfAnySizeFindRoomFromRunToRun() {
        try (Model model = load()) {
            for (int side : new int[]{2, 5, 3}) {
                int batch = side + 1;
                model.setMean(Tensor.of(new float[side * side], 1, side, side));
                feed(model, batch, side, side - 2);
                Tensor x = run(model, batch, side);
                int last = (batch - 1) * side * side + (side - 2) * (side + 1);
                assertThat(x.rows(batch - 1, batch)).isEqualTo(Tensor.of(
                        new float[]{last, last + 1, last + side, last + side + 1}, 1, 1, 2, 2));
            }
        }
    }

    @Test
    void theMeanIsSubtractedAndComesBackAsItWasSet() {
        try (Model model = load()) {
            assertThat(model.mean()).isEmpty();
            Tensor mean = Tensor.of(new double[]{0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5}, 1, 3, 3);
            model.setMean(mean);
            feed(model, 1, 3, 1);
            assertThat(run(model, 1, 3).toFloats()).containsExactly(4 - 2.5f, 5 - 3f, 7 - 4f, 8 - 4.5f);
            assertThat(model.mean()).contains(mean);
        }
    }

    @Test
    void aCropBeyondTheImageIsRefused() {
        try (Model model = load()) {
            feed(model, 1, 3, 2);
            assertThatThrownBy(() -> run(model, 1, 3)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("feed image.crop, row 0: a crop of 2 x 2 at 2, 2 of an image of 3 x 3");
        }
    }

    @Test
    void pixelsThatAreNotAsTheScalarsSayAreRefused() {
        try (Model model = load()) {
            feed(model, 1, 3, 0);
            assertThatThrownBy(() -> run(model, 1, 4)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("feed image.pixels is U8 [1, 3, 3, 1], the scalars say 4 x 4");
            assertThatThrownBy(() -> model.feed("image.pixels", Tensor.of(new byte[9], 1, 9)))
                    .hasMessage("feed image.pixels is [batch, height, width, channels], not U8 [1, 9]");
        }
    }

    private static void feed(Model model, int batch, int side, int corner) {
        byte[] pixels = new byte[batch * side * side];
        int[] crops = new int[batch * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        for (int r = 0; r < batch; r++) {
            crops[r * 3] = corner;
            crops[r * 3 + 1] = corner;
        }
        model.feed("image.pixels", Tensor.of(pixels, batch, side, side, 1));
        model.feed("image.crop", Tensor.of(crops, batch, 3));
    }

    private static Tensor run(Model model, int batch, int side) {
        return model.run("predict", new Scalars(batch, 0, 0, 0, side, side)).get("x");
    }

    private static Model load() {
        return Model.load(program(), ModelOptions.DEFAULT.withoutKernelCache());
    }

    private static Program program() {
        List<Buffer> buffers = List.of(batch("pixels", Element.BYTE, 4, new Buffer.Feed("image.pixels")),
                batch("crop", Element.INT, 3, new Buffer.Feed("image.crop")),
                batch("x", Element.REAL, 4, new Buffer.Result("x", 0, 1)));
        Step step = new Step.Launch(0, "window",
                List.of(new Memory("pixels"), new Memory("crop"), new Memory("mean"), new Memory("x"),
                        new Live(Scalar.HEIGHT), new Live(Scalar.WIDTH)),
                List.of(Size.perTile(4, 1)), WorkGroup.single(1));
        Buffer mean = new Buffer("mean", 0, Element.REAL, 1, 4, 1, new Buffer.Mean(), 0, 0);
        Variant variant = new Variant(Target.PLAIN, Precision.F32, 1, 1, List.of(new Kernel("window", SOURCE)),
                List.of(mean), List.of(new Function("predict", buffers, List.of(step))));
        return new Program(Program.VERSION, "Window", List.of(new Input.Tensor("image", List.of(1, 2, 2))),
                List.of(new Output("x", List.of(1, 2, 2))), List.of(), null, List.of(variant));
    }

    private static Buffer batch(String name, Element element, int elements, Buffer.Role role) {
        return new Buffer(name, 0, element, Buffer.BATCH, elements, 1, role, 0, 0);
    }
}
