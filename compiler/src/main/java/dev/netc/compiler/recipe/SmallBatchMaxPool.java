package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.shape.Shape;

/**
 * maxpool for a few examples that lie each by itself: what fills a vector are neighbours of a row. A work-item owns a channel's
 * plane and makes a row of results at a time: the largest of each column under the window, then of as many neighbouring columns as
 * the window is wide. That is done at every column, also where a stride leaves results out: picking neighbours apart costs more.
 */
final class SmallBatchMaxPool {
    /** Neighbours that are done at once, at most. */
    private static final int NEIGHBOURS = 16;
    /** So many numbers of a row are held in private memory, twice. */
    private static final int HELD = 8192;

    private static final String COLUMNS = "columns";
    private static final String ROW = "row_of_windows";

    private final MaxPool pool;
    private final Shape in;
    private final Shape out;
    private final KernelWriter writer;
    private final String image;
    private final Epilogue epilogue;

    SmallBatchMaxPool(Node node, Layout layout, MaxPool pool) {
        this.pool = pool;
        in = Epilogue.rootInputs(node).get(0).type().shape();
        out = node.results().get(0).type().shape();
        writer = new KernelWriter(layout, "maxpool");
        image = writer.input(Epilogue.rootInputs(node).get(0), "image");
        epilogue = Epilogue.of(node, writer).declare();
    }

    /** Whether private memory holds a row of such images. */
    static boolean holds(MaxPool pool, Shape image) {
        return image.width() + pool.pad().left() + pool.pad().right() <= HELD;
    }

    Lowered lower() {
        Code code = writer.code();
        Plane plane = Plane.of(writer, in.channels());
        code.array(KernelType.REAL, COLUMNS, columns());
        code.array(KernelType.REAL, ROW, windows());
        pad(code, 0, pool.pad().left());
        pad(code, pool.pad().left() + in.width(), columns());
        code.loop("y", out.height(), (inRow, y) -> {
            alongColumns(inRow, plane, y);
            alongRow(inRow);
            inRow.loop("x", out.width(), (inner, x) -> epilogue.finish(inner,
                    inner.let(KernelType.REAL, "largest", new Load(ROW, multiply(x, whole(pool.strideWidth())))),
                    plane.place(out, y, x), ""));
        });
        return writer.done(true);
    }

    /** Windows of a row, where they stand at every column from the first to the last. */
    private int windows() {
        return (out.width() - 1) * pool.strideWidth() + 1;
    }

    /** Columns under windows or on the image, with padding. */
    private int columns() {
        return Math.max(pool.pad().left() + in.width(), windows() - 1 + pool.sizeWidth());
    }

    private static void pad(Code code, int from, int to) {
        if (from < to) {
            code.loop("i", whole(from), whole(to), 1,
                    (inner, i) -> inner.store(COLUMNS, i, real(Double.NEGATIVE_INFINITY)));
        }
    }

    /** The largest of each column of the image under the windows of a row of results. */
    private void alongColumns(Code code, Plane plane, Expr y) {
        Clipped rows = Clipped.rows(pool.window(), in, y);
        everyVector(code, in.width(), (inner, vector, x) -> {
            Name best = inner.variable(vector, "best", real(Double.NEGATIVE_INFINITY));
            inner.loop("row", rows.first(), rows.end(), 1, (at, row) -> {
                Expr value = at.let(vector, "value", load(vector, image, plane.at(in, row, x)));
                at.assign(best, MaxPoolRecipe.larger(best, value));
            });
            store(inner, vector, COLUMNS, add(x, whole(pool.pad().left())), best);
        });
    }

    /** The largest of as many neighbouring columns as a window is wide. */
    private void alongRow(Code code) {
        everyVector(code, windows(), (inner, vector, x) -> {
            Name best = inner.variable(vector, "best", real(Double.NEGATIVE_INFINITY));
            inner.loop("column", pool.sizeWidth(), (at, column) -> {
                Expr value = at.let(vector, "value", load(vector, COLUMNS, add(x, column)));
                at.assign(best, MaxPoolRecipe.larger(best, value));
            });
            store(inner, vector, ROW, x, best);
        });
    }

    /** Is handed the first of some neighbours. */
    private interface Neighbours {
        void write(Code code, KernelType vector, Expr first);
    }

    /** All of {@code total} neighbours; the last vector begins early where they do not divide, so that none reaches too far. */
    private static void everyVector(Code code, int total, Neighbours body) {
        int width = Math.min(NEIGHBOURS, Integer.highestOneBit(total));
        code.loop("vector", Math.ceilDiv(total, width), (inner, vector) -> {
            Expr first = multiply(vector, whole(width));
            Expr within = total % width == 0 ? first : min(first, whole((long) total - width));
            body.write(inner, KernelType.real(width), inner.let(KernelType.INT, "first", within));
        });
    }

    private static Expr load(KernelType vector, String pointer, Expr index) {
        return vector.lanes() == 1
                ? new Load(pointer, index)
                : call("vload" + vector.lanes(), whole(0), add(new Name(pointer), index));
    }

    private static void store(Code code, KernelType vector, String pointer, Expr index, Expr value) {
        if (vector.lanes() == 1) {
            code.store(pointer, index, value);
        } else {
            code.invoke(call("vstore" + vector.lanes(), value, whole(0), add(new Name(pointer), index)));
        }
    }
}
