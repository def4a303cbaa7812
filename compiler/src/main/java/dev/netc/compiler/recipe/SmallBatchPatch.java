package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.SmallBatchRows.Spot;

/**
 * The positions whose sums a work-item holds in private memory: some whole rows, or some register tiles of one.
 *
 * @param height rows
 * @param tiles register tiles of each
 */
record SmallBatchPatch(SmallBatchRows rows, int height, int tiles) {
    /** So many positions: their sums leave room in a first cache for weights. */
    private static final int POSITIONS = 72;
    /** So many work-items an example keep all cores busy, about alike. */
    private static final int ITEMS = 16;

    /** For a work-item that makes one of {@code parts} of the filters. */
    static SmallBatchPatch of(SmallBatchRows rows, int parts) {
        int total = rows.outHeight() * rows.outWidth();
        int most = Math.min(POSITIONS, Math.ceilDiv(total, Math.ceilDiv(ITEMS, parts)));
        int height = Math.clamp(most / rows.outWidth(), 1, rows.outHeight());
        return height > 1
                ? new SmallBatchPatch(rows, Chunks.even(rows.outHeight(), height), rows.tiles())
                : ofRow(rows, most);
    }

    /** At most so many positions of a row, but at least a tile. */
    static SmallBatchPatch ofRow(SmallBatchRows rows, int most) {
        return new SmallBatchPatch(rows, 1,
                rows.outWidth() <= most
                        ? rows.tiles()
                        : Chunks.even(rows.tiles(), Math.clamp(most / rows.largest(), 1, rows.tiles())));
    }

    /** Patches of an example. */
    long places() {
        return (long) Math.ceilDiv(rows.outHeight(), height) * ofRow();
    }

    /** Patches beside each other. */
    private int ofRow() {
        return Math.ceilDiv(rows.tiles(), tiles);
    }

    /** Positions of each row. */
    private int width() {
        return Math.min(rows.outWidth(), tiles * rows.largest());
    }

    /** Positions, at most. */
    int positions() {
        return height * width();
    }

    /** Whether it is one register tile, so that no weight is read twice. */
    boolean single() {
        return height == 1 && tiles == 1;
    }

    /** The patch of a work-item. */
    Work work(Code code, Expr place) {
        Expr y = code.let(KernelType.INT, "first_y", multiply(divide(place, whole(ofRow())), whole(height)));
        Expr endY = rows.outHeight() % height == 0
                ? add(y, whole(height))
                : code.let(KernelType.INT, "end_y", min(add(y, whole(height)), whole(rows.outHeight())));
        if (ofRow() == 1) {
            return new Work(this, y, endY, whole(0), whole(rows.tiles()), whole(0), whole(rows.outWidth()));
        }
        Expr tile = code.let(KernelType.INT, "first_tile", multiply(remainder(place, whole(ofRow())), whole(tiles)));
        Expr endTile = code.let(KernelType.INT, "end_tile", min(add(tile, whole(tiles)), whole(rows.tiles())));
        return new Work(this, y, endY, tile, endTile, code.let(KernelType.INT, "first_x", rows.first(tile)),
                code.let(KernelType.INT, "end_x", rows.first(endTile)));
    }

    /** Is handed a register tile, and the number of its first position among those that are held. */
    interface EachSpot {
        void write(Code code, Spot spot, Expr held);
    }

    /** Is handed a position, and its number among those that are held. */
    interface EachPosition {
        void write(Code code, Expr y, Expr x, Expr held);
    }

    /** A patch, where it stands: rows, tiles and columns from one to another. */
    record Work(SmallBatchPatch patch, Expr firstY, Expr endY, Expr firstTile, Expr endTile, Expr firstX, Expr endX) {

        void eachSpot(Code code, EachSpot body) {
            eachRow(code, (inRow, y) -> patch.rows.eachSpot(inRow, y, firstTile, endTile,
                    (inner, spot) -> body.write(inner, spot, held(y, spot.x()))));
        }

        void eachPosition(Code code, EachPosition body) {
            eachRow(code, (inRow, y) -> inRow.loop("x", firstX, endX, 1,
                    (inner, x) -> body.write(inner, y, x, held(y, x))));
        }

        /** Positions of a patch that is one row. */
        Expr count() {
            return subtract(endX, firstX);
        }

        private void eachRow(Code code, Code.Loop body) {
            if (patch.height == 1) {
                body.write(code, firstY);
            } else {
                code.loop("y", firstY, endY, 1, body);
            }
        }

        private Expr held(Expr y, Expr x) {
            return add(multiply(subtract(y, firstY), whole(patch.width())), subtract(x, firstX));
        }
    }
}
