package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Argument;

/**
 * From pixels to the net's input. One lane: a work-item owns a row of one example. Many lanes: a work-item owns a row of a
 * block, which it prepares example by example, as pixels lie, in private memory, and then turns to stand lane by lane.
 * Examples that fill up the last block repeat the last one, so that no number is undefined.
 */
final class PrepareRecipe implements Recipe {
    /** So many numbers of a row are held in private memory: they stay in a first cache until they are turned. */
    private static final int HELD = 6_000;

    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "prepare");
        Prepare prepare = (Prepare) node.operator();
        Shape out = node.result().type().shape();
        String pixels = writer.pointer(node.inputs().get(0).name(), "pixels", new KernelType(KernelType.Base.BYTE, 1),
                false);
        String crop = writer.pointer(node.inputs().get(1).name(), "crop", KernelType.INT, false);
        String color = writer.pointer(node.inputs().get(2).name(), "color", KernelType.REAL, false);
        String mean = node.inputs().size() > 3
                ? writer.pointer(node.inputs().get(3).name(), "mean", KernelType.REAL, false)
                : "";
        String image = writer.output(node.result(), "image");
        Expr batch = writer.live(Argument.Scalar.BATCH);
        PixelSize size = new PixelSize(writer.live(Argument.Scalar.HEIGHT), writer.live(Argument.Scalar.WIDTH));
        Expr y = writer.dimension("y", out.height());
        Expr block = writer.blocks("block", 1);
        Source source = new Source(prepare, pixels, crop, color, mean, batch, size, y);
        Result result = new Result(writer, node.result().type(), image, block, y);
        if (layout.lanes() == 1) {
            source.row(writer.code(), block, 0, out.width(), result::store);
        } else {
            lanes(writer, source, result);
        }
        return writer.done();
    }

    /** In parts of the row that private memory holds. */
    private static void lanes(KernelWriter writer, Source source, Result result) {
        int width = result.shape().width();
        int part = Chunks.even(width,
                Math.clamp(HELD / ((long) writer.layout().lanes() * result.shape().channels()), 1, width));
        writer.code().array(KernelType.REAL, "rows", writer.layout().lanes() * result.shape().channels() * part);
        for (int from = 0; from < width; from += part) {
            lanes(writer, source, result, from, Math.min(width, from + part));
        }
    }

    private static void lanes(KernelWriter writer, Source source, Result result, int from, int to) {
        int lanes = writer.layout().lanes();
        int run = to - from;
        int row = result.shape().channels() * run;
        Code code = writer.code();
        code.loop("lane", lanes, (inLane, lane) -> {
            Expr start = multiply(lane, whole(row));
            source.row(inLane, add(multiply(result.block(), whole(lanes)), lane), from, to,
                    (inner, c, x, value) -> inner.store("rows", add(add(start, whole((long) c * run - from)), x),
                            value));
        });
        for (int c = 0; c < result.shape().channels(); c++) {
            int channel = c * run - from;
            int number = c;
            code.loop("x", whole(from), whole(to), 1, (inner, x) -> result.store(inner, number, x,
                    new Expr.Lanes(writer.vector(), IntStream.range(0, lanes)
                            .<Expr>mapToObj(l -> new Load("rows", add(x, whole((long) l * row + channel))))
                            .toList())));
        }
    }

    /** Takes the value of a channel at a column. */
    private interface Sink {
        void put(Code code, int channel, Expr x, Expr value);
    }

    /** The row of the result that a work-item owns. */
    private record Result(KernelWriter writer, Type type, String image, Expr block, Expr y) {
        Shape shape() {
            return type.shape();
        }

        void store(Code code, int channel, Expr x, Expr value) {
            Expr row = add(whole((long) channel * shape().height()), y);
            Expr index = Blocks.index(block, shape().elements(), add(multiply(row, whole(shape().width())), x));
            StreamingStore.write(writer, code, type, image, index, value);
        }
    }

    /** What row {@code y} of each example is made from. */
    private record Source(Prepare prepare, String pixels, String crop, String color, String mean, Expr batch,
            PixelSize size, Expr y) {

        /** The row of {@code number}, in two loops: a step of 1 through the pixels, either way, is known to the compiler. */
        void row(Code code, Expr number, int from, int to, Sink sink) {
            int width = prepare.image().width();
            Expr example = code.let(KernelType.INT, "example", min(number, subtract(batch, whole(1))));
            Expr top = code.let(KernelType.INT, "top", add(drawn(example, 0), y));
            Expr left = code.let(KernelType.INT, "left", drawn(example, 1));
            Expr mirrored = code.let(KernelType.INT, "mirrored", drawn(example, 2));
            code.when(new Expr.Binary(Expr.Operator.EQUAL, mirrored, whole(0)),
                    then -> then.loop("x", whole(from), whole(to), 1,
                            (inner, x) -> pixel(inner, example, top, add(left, x), x, sink)));
            code.when(new Expr.Binary(Expr.Operator.NOT_EQUAL, mirrored, whole(0)), then -> then.loop("x", whole(from),
                    whole(to), 1,
                    (inner, x) -> pixel(inner, example, top, subtract(add(left, whole(width - 1L)), x), x, sink)));
        }

        private Expr drawn(Expr example, int number) {
            return new Load(crop, add(multiply(example, whole(3)), whole(number)));
        }

        private void pixel(Code code, Expr example, Expr top, Expr from, Expr x, Sink sink) {
            Expr column = code.let(KernelType.INT, "column", from);
            List<Expr> channels = new ArrayList<>();
            for (int c = 0; c < prepare.channels(); c++) {
                Expr pixel = new Load(pixels, size.pixel(example, top, column, prepare.channels(), c));
                Expr added = new Load(color, add(multiply(example, whole(prepare.channels())), whole(c)));
                channels.add(add(new Expr.Convert(KernelType.REAL, pixel), added));
            }
            List<Expr> prepared = new PrepareSteps(prepare.steps(), mean, size, top, column).apply(channels);
            for (int c = 0; c < prepared.size(); c++) {
                sink.put(code, c, x, prepared.get(c));
            }
        }
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
