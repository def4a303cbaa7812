package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.AvgPoolGradient;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;

/**
 * avgpool and its gradient. Many lanes: a work-item owns a channel's plane. The gradient is gathered, so that each element of
 * the image is made once: it sums over the windows that hold it, each shared out among its own number of elements.
 */
final class AvgPoolRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return Epilogue.root(node) instanceof AvgPoolGradient gradient
                ? backward(node, layout, gradient)
                : forward(node, layout, (AvgPool) Epilogue.root(node));
    }

    private static Lowered forward(Node node, Layout layout, AvgPool pool) {
        KernelWriter writer = new KernelWriter(layout, "avgpool");
        Shape in = Epilogue.rootInputs(node).get(0).type().shape();
        Shape out = node.results().get(0).type().shape();
        String image = writer.input(Epilogue.rootInputs(node).get(0), "image");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Plane plane = Plane.of(writer, in.channels());
        writer.over(writer.code(), "y", out.height(),
                (inRow, y) -> writer.over(inRow, "x", out.width(), (inner, x) -> {
                    Name sum = inner.variable(writer.vector(), "sum", real(0));
                    Clipped.each(inner, pool.window(), in, y, x, (at, row, column) -> at.assign(sum,
                            add(sum, new Load(image, plane.at(in, row, column)))));
                    Expr mean = inner.let(writer.vector(), "mean", multiply(sum, share(pool.window(), in, y, x)));
                    epilogue.finish(inner, mean, plane.place(out, y, x), "");
                }));
        return writer.done();
    }

    private static Lowered backward(Node node, Layout layout, AvgPoolGradient gradient) {
        KernelWriter writer = new KernelWriter(layout, "avgpool_gradient");
        Shape in = gradient.input();
        Shape out = Epilogue.rootInputs(node).get(0).type().shape();
        Window w = gradient.of().window();
        String incoming = writer.input(Epilogue.rootInputs(node).get(0), "incoming");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Plane plane = Plane.of(writer, in.channels());
        writer.over(writer.code(), "row", in.height(),
                (inRow, row) -> writer.over(inRow, "column", in.width(), (inner, column) -> {
                    Name sum = inner.variable(writer.vector(), "sum", real(0));
                    holding(inner, "y", row, w.strideHeight(), w.pad().top(), w.height(), out.height(),
                            (atY, y) -> holding(atY, "x", column, w.strideWidth(), w.pad().left(), w.width(),
                                    out.width(), (atX, x) -> atX.assign(sum, call("fma",
                                            new Load(incoming, plane.at(out, y, x)),
                                            new Expr.Convert(writer.vector(), share(w, in, y, x)), sum))));
                    epilogue.finish(inner, sum, plane.place(in, row, column), "");
                }));
        return writer.done();
    }

    /** One over the number of elements of the image in the window at (y, x): far cheaper to multiply with than to divide. */
    private static Expr share(Window w, Shape image, Expr y, Expr x) {
        if (w.staysInside(image)) {
            return real(1.0 / ((double) w.height() * w.width()));
        }
        Expr count = multiply(Clipped.rows(w, image, y).count(), Clipped.columns(w, image, x).count());
        return divide(real(1), new Expr.Convert(KernelType.REAL, count));
    }

    /** A loop over the positions whose window holds {@code pixel}. */
    private static void holding(Code code, String name, Expr pixel, int stride, int pad, int size, int positions,
            Code.Loop body) {
        Expr padded = add(pixel, whole(pad));
        Expr first = divide(max(whole(0), subtract(add(padded, whole(stride)), whole(size))), whole(stride));
        code.loop(name, first, min(whole(positions), add(divide(padded, whole(stride)), whole(1))), 1, body);
    }
}
