package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;

/**
 * The image's tiles, taken apart for a weight's gradient: {@code [product][channel][tile][examples]}, single numbers. What lies on padding
 * is read as the plane's nearest row times zero.
 *
 * @param apart where the numbers go
 */
record WinogradGradientImage(KernelWriter writer, VectorParts parts, WinogradGradientCut cut, WinogradApart apart) {

    /** Takes a run of tiles of {@code channels} planes apart. */
    void takeApart(Code code, String image, int planesOfImage, WinogradTileRun run, Expr firstPlane, Expr channels) {
        Geometry g = cut.g();
        Matrix down = new Matrix(cut.down().products(), cut.down()::ofNumbers);
        Matrix across = new Matrix(cut.across().products(), cut.across()::ofNumbers);
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(run.row(), whole(cut.down().taps())), whole(g.padTop())));
        Name[] rows = new Name[down.count()];
        Name[] inside = new Name[down.count()];
        for (int r = 0; r < rows.length; r++) {
            Expr y = add(top, whole(r));
            rows[r] = code.let(writer.index(), "row" + r, multiply(
                    max(whole(0), min(whole(g.height() - 1L), y)), whole((long) g.width() * parts.count())));
            inside[r] = code.let(parts.type(), "inside" + r, new Expr.Convert(parts.type(),
                    new Expr.Convert(KernelType.REAL, and(new Expr.Binary(Expr.Operator.GREATER_EQUAL, y, whole(0)),
                            new Expr.Binary(Expr.Operator.LESS, y, whole(g.height()))))));
        }
        code.loop("channel", whole(0), channels, 1, (inPlane, channel) -> {
            Expr start = inPlane.let(writer.index(), "start", multiply(
                    Blocks.index(run.block(), (long) planesOfImage * g.plane(),
                            multiply(add(firstPlane, channel), whole(g.plane()))),
                    whole(parts.count())));
            inPlane.loop("column", whole(0), run.columns(), 1, (inTile, column) -> {
                Expr left = inTile.let(KernelType.INT, "left", subtract(
                        multiply(add(run.firstColumn(), column), whole(cut.across().taps())), whole(g.padLeft())));
                inTile.loop("part", parts.count(), (inner, part) -> {
                    columns(inner, image, down, across.count(), rows, inside, add(start, part), left);
                    WinogradTransform.lines(inner, parts.type(), down.count(), across, across.count(),
                            (of, product, value) -> of.storeVector(parts.type().lanes(), apart.array(),
                                    add(apart.at(product, add(multiply(channel, whole(cut.columnsTogether())), column),
                                            parts.count()), part),
                                    value));
                });
            });
        });
    }

    /** Combines the rows of each of a tile's columns. */
    private void columns(Code code, String image, Matrix down, int columns, Name[] rows, Name[] inside, Expr start,
            Expr left) {
        WinogradTransform.room(code, parts.type(), down, columns);
        Expr right = subtract(whole(cut.g().width()), left);
        code.when(
                new Expr.Binary(Expr.Operator.GREATER,
                        max(subtract(whole(0), left), subtract(whole(columns), right)), whole(0)),
                then -> then.loop("k", (long) down.count() * columns, (inner, k) -> inner.store(
                        WinogradTransform.COLUMNS, k, new Expr.Convert(parts.type(), new Expr.Real(0)))));
        code.loop("k", max(whole(0), subtract(whole(0), left)), min(whole(columns), right), 1, (inner, k) -> {
            Expr at = inner.let(writer.index(), "at", add(start, multiply(add(left, k), whole(parts.count()))));
            WinogradTransform.column(inner, parts.type(), down, columns, k,
                    r -> inner.let(parts.type(), "number" + r,
                            multiply(inside[r], new Load(image, add(at, rows[r])))));
        });
    }
}
