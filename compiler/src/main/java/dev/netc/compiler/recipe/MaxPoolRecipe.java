package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
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
import dev.netc.compiler.shape.Shape;

/**
 * maxpool and its gradient. Many lanes: a work-item owns a channel's plane. What is not a number is taken as the largest, wherever
 * it stands, so that training sees it. The gradient clears its plane, then gives each window's to the first maximum in row order.
 */
final class MaxPoolRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        if (Epilogue.root(node) instanceof MaxPool pool) {
            return layout.small() && SmallBatchMaxPool.holds(pool, Epilogue.rootInputs(node).get(0).type().shape())
                    ? new SmallBatchMaxPool(node, layout, pool).lower()
                    : forward(node, layout, pool);
        }
        return backward(node, layout, ((MaxPoolGradient) node.operator()).of());
    }

    /** The larger of two, the first where they are alike; what is not a number where one of them is. */
    static Expr larger(Expr best, Expr value) {
        return new Choose(Operator.NOT_EQUAL, value, value, value,
                new Choose(Operator.GREATER, value, best, value, best));
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
            Clipped.each(inner, pool.window(), in, y, x, (at, row, column) -> {
                Expr value = at.let(writer.vector(), "value", new Load(image, plane.at(in, row, column)));
                at.assign(best, larger(best, value));
            });
            epilogue.finish(inner, best, plane.place(out, y, x), "");
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
            Clipped.each(inner, pool.window(), in, y, x, (at, row, column) -> {
                Expr index = at.let(KernelType.INT, "index", add(multiply(row, whole(in.width())), column));
                Expr value = at.let(writer.vector(), "value", new Load(image, add(start, index)));
                Expr number = at.let(writer.vector(), "number",
                        new Expr.Convert(writer.vector(), tap(pool, y, x, row, column)));
                at.assign(where, new Choose(Operator.LESS_EQUAL, value, best, where, number));
                at.assign(best, new Choose(Operator.LESS_EQUAL, value, best, best, value));
            });
            Expr gradient = inner.let(writer.vector(), "gradient",
                    new Load(incoming, plane.at(out, y, x)));
            Clipped.each(inner, pool.window(), in, y, x, (at, row, column) -> {
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
}
