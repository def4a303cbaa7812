package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Argument;
import dev.netc.program.Size;

/**
 * From pixels to the net's input: a work-item owns a row of one example. Examples that fill up the last block repeat the
 * last one, so that no number is undefined.
 */
final class PrepareRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "prepare");
        Prepare prepare = (Prepare) node.operator();
        Shape out = node.result().type().shape();
        int lanes = layout.lanes();
        String pixels = writer.pointer(node.inputs().get(0).name(), "pixels", new KernelType(KernelType.Base.BYTE, 1),
                false);
        String crop = writer.pointer(node.inputs().get(1).name(), "crop", KernelType.INT, false);
        String color = writer.pointer(node.inputs().get(2).name(), "color", KernelType.REAL, false);
        String mean = node.inputs().size() > 3
                ? writer.pointer(node.inputs().get(3).name(), "mean", KernelType.REAL, false)
                : "";
        String image = writer.pointer(node.result().name(), "image", KernelType.REAL, true);
        Expr batch = writer.live(Argument.Scalar.BATCH);
        PixelSize size = new PixelSize(writer.live(Argument.Scalar.HEIGHT), writer.live(Argument.Scalar.WIDTH));
        Expr y = writer.dimension("y", out.height());
        Expr row = writer.dimension("row", Size.perTile(lanes, lanes));
        Code code = writer.code();
        Expr example = code.let(KernelType.INT, "example", min(row, subtract(batch, whole(1))));
        Expr top = code.let(KernelType.INT, "top", add(new Load(crop, multiply(example, whole(3))), y));
        Expr left = code.let(KernelType.INT, "left", new Load(crop, add(multiply(example, whole(3)), whole(1))));
        Expr mirrored = code.let(KernelType.INT, "mirrored",
                new Load(crop, add(multiply(example, whole(3)), whole(2))));
        code.loop("x", out.width(), (inner, x) -> {
            Expr column = inner.let(KernelType.INT, "column", add(left, add(multiply(mirrored, whole(out.width() - 1L)),
                    multiply(subtract(whole(1), multiply(mirrored, whole(2))), x))));
            List<Expr> channels = new ArrayList<>();
            for (int c = 0; c < prepare.channels(); c++) {
                channels.add(add(
                        new Expr.Convert(KernelType.REAL,
                                new Load(pixels, size.pixel(example, top, column, prepare.channels(), c))),
                        new Load(color, add(multiply(example, whole(prepare.channels())), whole(c)))));
            }
            List<Expr> prepared = new PrepareSteps(prepare.steps(), mean, size, top, column).apply(channels);
            for (int c = 0; c < prepared.size(); c++) {
                Expr element = add(multiply(add(whole((long) c * out.height()), y), whole(out.width())), x);
                Expr index = add(
                        multiply(Blocks.index(divide(row, whole(lanes)), out.elements(), element), whole(lanes)),
                        remainder(row, whole(lanes)));
                inner.store(image, index, prepared.get(c));
            }
        });
        return writer.done();
    }

    /** The size of the fed pixels, which only the step that runs knows: images need not have the input's size. */
    private record PixelSize(Expr height, Expr width) {
        /** Where a channel of a pixel lies among the bytes. */
        Expr pixel(Expr example, Expr y, Expr x, int channels, int channel) {
            Expr row = add(multiply(new Expr.Convert(KernelType.LONG, example), height), y);
            return add(multiply(add(multiply(row, width), x), whole(channels)), whole(channel));
        }

        /** Where a pixel's mean lies. */
        Expr mean(int channel, Expr y, Expr x) {
            return add(multiply(add(multiply(whole(channel), height), y), width), x);
        }
    }

    /** The steps of {@code prepare}, in the order written, on the channels of one pixel. */
    private record PrepareSteps(List<dev.netc.program.Prepare> steps, String mean, PixelSize size, Expr y, Expr x) {
        List<Expr> apply(List<Expr> pixel) {
            List<Expr> channels = pixel;
            for (dev.netc.program.Prepare step : steps) {
                channels = apply(step, channels);
            }
            return channels;
        }

        private List<Expr> apply(dev.netc.program.Prepare step, List<Expr> channels) {
            List<Expr> next = new ArrayList<>();
            for (int c = 0; c < channels.size(); c++) {
                Expr value = channels.get(c);
                next.add(switch (step) {
                    case dev.netc.program.Prepare.Resize r -> value;
                    case dev.netc.program.Prepare.MeanImage m -> subtract(value, new Load(mean, size.mean(c, y, x)));
                    case dev.netc.program.Prepare.MeanChannel m -> subtract(value, new Load(mean, whole(c)));
                    case dev.netc.program.Prepare.MeanValues(List<Double> values) ->
                        subtract(value, real(values.get(c)));
                    case dev.netc.program.Prepare.Scale(double factor) ->
                        new Expr.Binary(Expr.Operator.MULTIPLY, value, real(factor));
                    case dev.netc.program.Prepare.OrderBgr o -> channels.get(channels.size() - 1 - c);
                });
            }
            return next;
        }
    }
}
