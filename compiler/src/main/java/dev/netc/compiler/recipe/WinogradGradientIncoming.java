package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;

/**
 * The incoming gradient's tiles, turned and taken apart for a weight's gradient: {@code [product][filters / 16][tile][example][16 filters]}.
 * Lanes are filters instead of examples, so that sums over examples need no lanes added in the end.
 *
 * @param apart where the numbers go
 */
record WinogradGradientIncoming(KernelWriter writer, VectorParts parts, WinogradGradientCut cut, WinogradApart apart) {
    private static final String TURNED = "turned";
    private static final int FILTERS = Layout.WEIGHT_TILE;

    /** Makes room for a tile that is turned: {@code [row][column][example][16 filters]}. */
    void room(Code code) {
        code.array(parts.type(), TURNED, numbers() * ofBlock());
    }

    private int numbers() {
        return cut.down().taps() * cut.across().taps();
    }

    /** Takes a run of tiles of so many times sixteen filters apart, from {@code firstFilter} on. */
    void takeApart(Code code, String incoming, WinogradTileRun run, Expr firstFilter, Expr tiles) {
        int across = cut.across().taps();
        Matrix ofDown = new Matrix(cut.down().products(), cut.down()::ofTaps);
        Matrix ofAcross = new Matrix(cut.across().products(), cut.across()::ofTaps);
        Expr top = code.let(KernelType.INT, "top", multiply(run.row(), whole(cut.down().taps())));
        code.loop("filter_tile", whole(0), tiles, 1, (inTiles, tile) -> {
            Expr plane = inTiles.let(KernelType.INT, "first_plane",
                    add(firstFilter, multiply(tile, whole(FILTERS))));
            inTiles.loop("column", whole(0), run.columns(), 1, (inTile, column) -> {
                Expr left = inTile.let(KernelType.INT, "left",
                        multiply(add(run.firstColumn(), column), whole(across)));
                turn(inTile, incoming, run.block(), plane, top, left);
                Expr into = inTile.let(KernelType.INT, "first",
                        add(multiply(tile, whole((long) ofTile() * parts.count())),
                                multiply(column, whole(ofBlock()))));
                inTile.loop("example", ofBlock(), (inner, example) -> {
                    WinogradTransform.room(inner, parts.type(), ofDown, across);
                    inner.loop("k", across, (of, k) -> WinogradTransform.column(of, parts.type(), ofDown, across, k,
                            r -> of.let(parts.type(), "number" + r, new Load(TURNED,
                                    add(multiply(add(whole((long) r * across), k), whole(ofBlock())), example)))));
                    WinogradTransform.lines(inner, parts.type(), ofDown.count(), ofAcross, across,
                            (of, product, value) -> of.store(apart.array(),
                                    add(apart.at(product, whole(0), parts.count()), add(into, example)), value));
                });
            });
        });
    }

    /** Vectors of a tile of filters, for one product. */
    int ofTile() {
        return cut.columnsTogether() * writer.layout().lanes();
    }

    /** Parts of vectors of a block of examples, for one number of a tile. */
    private int ofBlock() {
        return writer.layout().lanes() * parts.count();
    }

    /** Turns the numbers of a tile; zeros for what lies beyond the last row or column. */
    private void turn(Code code, String incoming, Expr block, Expr plane, Expr top, Expr left) {
        Geometry g = cut.g();
        int lanes = parts.type().lanes();
        int across = cut.across().taps();
        Expr rows = code.let(KernelType.INT, "rows",
                min(whole(cut.down().taps()), subtract(whole(g.outHeight()), top)));
        Expr columns = code.let(KernelType.INT, "columns_inside",
                min(whole(across), subtract(whole(g.outWidth()), left)));
        code.when(new Expr.Binary(Expr.Operator.LESS, multiply(rows, columns), whole(numbers())),
                then -> then.loop("k", (long) numbers() * ofBlock(),
                        (inner, k) -> inner.store(TURNED, k, new Expr.Convert(parts.type(), new Expr.Real(0)))));
        String turn = VectorTranspose.define(writer, parts.type());
        code.loop("r", whole(0), rows, 1, (inRow, r) -> inRow.loop("k", whole(0), columns, 1, (inColumn, k) -> {
            Expr at = inColumn.let(writer.index(), "at", multiply(
                    Blocks.index(block, (long) g.filters() * g.outPlane(),
                            add(multiply(add(top, r), whole(g.outWidth())), add(left, k))),
                    whole(parts.count())));
            Expr into = inColumn.let(KernelType.INT, "into",
                    multiply(add(multiply(r, whole(across)), k), whole(ofBlock())));
            inColumn.loop("of_filters", parts.count(),
                    (inHalf, half) -> inHalf.loop("part", parts.count(), (inner, part) -> {
                        List<Expr> arguments = new ArrayList<>();
                        for (int lane = 0; lane < lanes; lane++) {
                            Expr filter = add(plane, add(multiply(half, whole(lanes)), whole(lane)));
                            arguments.add(filter(incoming, add(at, part), filter));
                        }
                        Expr first = add(add(into, multiply(part, whole((long) lanes * parts.count()))), half);
                        arguments.add(add(new Name(TURNED), first));
                        arguments.add(whole(parts.count()));
                        inner.invoke(new Expr.Call(turn, arguments));
                    }));
        }));
    }

    /** What filter {@code filter} has at a position; zeros for filters that fill up the last tile of the weight. */
    private Expr filter(String incoming, Expr at, Expr filter) {
        Geometry g = cut.g();
        Expr known = g.filters() % FILTERS == 0 ? filter : min(filter, whole(g.filters() - 1L));
        Expr value = new Load(incoming, add(at, multiply(known, whole((long) g.outPlane() * parts.count()))));
        return g.filters() % FILTERS == 0
                ? value
                : multiply(value, new Expr.Convert(KernelType.REAL,
                        binary(Expr.Operator.LESS, filter, whole(g.filters()))));
    }
}
