package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolGradient;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Size;

/**
 * maxpool and its gradient. Many lanes: a work-item owns a channel's plane. What is not a number is taken as the largest, so
 * that training sees it. The gradient clears its plane, then gives each window's to the first maximum in row order.
 */
final class MaxPoolRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return Epilogue.root(node) instanceof MaxPool pool
                ? forward(node, layout, pool)
                : backward(node, layout, ((MaxPoolGradient) node.operator()).of());
    }

    private static Lowered forward(Node node, Layout layout, MaxPool pool) {
        KernelWriter writer = new KernelWriter(layout, "maxpool");
        Shape in = Epilogue.rootInputs(node).get(0).type().shape();
        Shape out = node.results().get(0).type().shape();
        String image = writer.input(Epilogue.rootInputs(node).get(0), "image");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Plane plane = Plane.of(writer, in.channels());
        Code code = writer.code();
        writer.over(code, "y", out.height(), (inRow, y) -> writer.over(inRow, "x", out.width(), (inner, x) -> {
            Name best = inner.variable(writer.vector(), "best", real(Double.NEGATIVE_INFINITY));
            window(inner, pool.window(), in, y, x, (at, row, column) -> {
                Expr value = at.let(writer.vector(), "value", new Load(image, plane.at(in, row, column)));
                at.assign(best, new Choose(Operator.LESS_EQUAL, value, best, best, value));
            });
            Expr element = plane.element(out, y, x);
            epilogue.finish(inner, best,
                    new Epilogue.Place(plane.block(), element, Blocks.index(plane.block(), out.elements(), element)),
                    "");
        }));
        return writer.done();
    }

    private static Lowered backward(Node node, Layout layout, MaxPool pool) {
        KernelWriter writer = new KernelWriter(layout, "maxpool_gradient");
        Shape in = node.inputs().get(0).type().shape();
        Shape out = node.inputs().get(1).type().shape();
        String image = writer.input(node.inputs().get(0), "image");
        String incoming = writer.input(node.inputs().get(1), "incoming");
        String result = writer.output(node.result(), "result");
        Plane plane = Plane.of(writer, in.channels());
        Code code = writer.code();
        Expr start = code.let(KernelType.LONG, "start", plane.at(in, whole(0), whole(0)));
        code.loop("i", (long) in.height() * in.width(),
                (inner, i) -> inner.store(result, add(start, i), new Expr.Convert(writer.vector(), real(0))));
        code.loop("y", out.height(), (inRow, y) -> inRow.loop("x", out.width(), (inner, x) -> {
            Name best = inner.variable(writer.vector(), "best", real(Double.NEGATIVE_INFINITY));
            Name where = inner.variable(writer.vector(), "where", real(-1));
            window(inner, pool.window(), in, y, x, (at, row, column) -> {
                Expr index = at.let(KernelType.INT, "index", add(multiply(row, whole(in.width())), column));
                Expr value = at.let(writer.vector(), "value", new Load(image, add(start, index)));
                Expr number = at.let(writer.vector(), "number",
                        new Expr.Convert(writer.vector(), tap(pool, y, x, row, column)));
                at.assign(where, new Choose(Operator.LESS_EQUAL, value, best, where, number));
                at.assign(best, new Choose(Operator.LESS_EQUAL, value, best, best, value));
            });
            Expr gradient = inner.let(writer.vector(), "gradient",
                    new Load(incoming, Blocks.index(plane.block(), out.elements(), plane.element(out, y, x))));
            window(inner, pool.window(), in, y, x, (at, row, column) -> {
                Expr index = at.let(KernelType.INT, "index", add(multiply(row, whole(in.width())), column));
                Expr number = at.let(writer.vector(), "number",
                        new Expr.Convert(writer.vector(), tap(pool, y, x, row, column)));
                Expr place = at.let(KernelType.LONG, "place", add(start, index));
                at.store(result, place,
                        add(new Load(result, place), new Choose(Operator.EQUAL, where, number, gradient, real(0))));
            });
        }));
        return writer.done();
    }

    /** The number of a pixel within its window: small enough to be told apart as a real, however large the image. */
    private static Expr tap(MaxPool pool, Expr y, Expr x, Expr row, Expr column) {
        Expr top = subtract(multiply(y, whole(pool.strideHeight())), whole(pool.pad().top()));
        Expr left = subtract(multiply(x, whole(pool.strideWidth())), whole(pool.pad().left()));
        return add(multiply(subtract(row, top), whole(pool.sizeWidth())), subtract(column, left));
    }

    /** A channel of a block of examples. */
    private record Plane(Expr channel, Expr block) {
        static Plane of(KernelWriter writer, int channels) {
            int lanes = writer.layout().lanes();
            Expr plane = writer.dimension("plane", Size.perTile(channels, lanes));
            Expr channel = writer.code().let(KernelType.INT, "channel",
                    remainder(plane, whole(channels)));
            Expr block = writer.code().let(KernelType.INT, "block",
                    divide(plane, whole(channels)));
            return new Plane(channel, block);
        }

        Expr element(Shape shape, Expr y, Expr x) {
            return add(multiply(add(multiply(channel, whole(shape.height())), y), whole(shape.width())), x);
        }

        Expr at(Shape shape, Expr y, Expr x) {
            return Blocks.index(block, shape.elements(), element(shape, y, x));
        }
    }

    private interface Inside {
        void write(Code code, Expr row, Expr column);
    }

    /** The part of a window that lies on the image, in row order. */
    private static void window(Code code, Window w, Shape in, Expr y, Expr x, Inside body) {
        along(code, "row", y, w.strideHeight(), w.pad().top(), w.height(), in.height(),
                (inRow, row) -> along(inRow, "column", x, w.strideWidth(), w.pad().left(), w.width(), in.width(),
                        (inner, column) -> body.write(inner, row, column)));
    }

    private static void along(Code code, String name, Expr position, int stride, int pad, int size, int extent,
            Code.Loop body) {
        Expr first = subtract(multiply(position, whole(stride)), whole(pad));
        code.loop(name, pad == 0 ? first : max(whole(0), first), min(whole(extent), add(first, whole(size))), 1, body);
    }
}
