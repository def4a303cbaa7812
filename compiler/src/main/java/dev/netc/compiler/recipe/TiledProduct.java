package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Size;

/**
 * A matrix product by work-groups: panels of both factors go through local memory, where every number that was read once from
 * global memory is read by many work-items; each of them adds products to a tile in registers. In the end the tile is laid
 * down in local memory, from where work-items that stand side by side store numbers that lie side by side. Every number of the
 * result is one sum in the order of the depth.
 *
 * <p>As in K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34 (2008), on the two memories
 * of a GPU.
 *
 * <p>Barriers stand under no condition, all work-items make the same turns of every loop, and each store has a guard of its own:
 * where barriers stand in an {@code if}, even one that is alike for the whole work-group, PoCL 3.1 loses stores behind it.
 */
final class TiledProduct {
    private final KernelWriter writer;
    private final ProductTile tile;
    private final KernelType vector = KernelType.real(ProductTile.VECTOR);
    private final int rows;
    private final Name[][] sums;
    private Expr firstRow;
    private Expr firstColumn;

    /** What a kernel does with the numbers of one column of the result. */
    interface Column {
        void store(Code code, Expr row, Expr value);
    }

    /** Finds where the numbers of a column go. */
    interface Columns {
        Column at(Code code, Expr column);
    }

    /** @param rows of the result */
    TiledProduct(KernelWriter writer, ProductTile tile, int rows) {
        this.writer = writer;
        this.tile = tile;
        this.rows = rows;
        sums = new Name[tile.rowsOfItem()][tile.columnsOfItem() / ProductTile.VECTOR];
        writer.localArray(KernelType.REAL, Panel.LOCAL, tile.localLength());
        writer.describe("a work-group makes a tile of " + tile.rows() + " x " + tile.columns() + ", a work-item "
                + tile.rowsOfItem() + " x " + tile.columnsOfItem() + " of it; panels are " + tile.depth() + " deep");
    }

    /** The launch's first two dimensions: tiles along the columns of the result, and along its rows. */
    void dimensions(Size columnTiles) {
        Expr columnTile = writer.groups("column_tile", columnTiles, tile.items());
        Expr rowTile = writer.dimension("row_tile", Math.ceilDiv(rows, tile.rows()));
        Code code = writer.code();
        firstColumn = code.let(KernelType.INT, "first_column", multiply(columnTile, whole(tile.columns())));
        firstRow = code.let(KernelType.INT, "first_row", multiply(rowTile, whole(tile.rows())));
    }

    /** Tiles along columns that are the positions of a batch, so many an example; a few too many where they are odd. */
    static Size tilesOfPositions(ProductTile tile, int positions) {
        return positions >= tile.columns()
                ? Size.perTile(Math.ceilDiv(positions, tile.columns()), 1)
                : Size.perTile(1, tile.columns() / positions);
    }

    /** Whether there is such a row in the result. */
    Expr isRow(Expr row) {
        return rows % tile.rows() == 0 ? whole(1) : new Expr.Binary(Operator.LESS, row, whole(rows));
    }

    /** The tile in registers, all zeros; a name says its row and its first column among the work-item's. */
    void begin(Code code) {
        code.let(KernelType.INT, "item_row", divide(KernelWriter.ITEM, whole(tile.itemColumns())));
        code.let(KernelType.INT, "item_column", remainder(KernelWriter.ITEM, whole(tile.itemColumns())));
        for (int r = 0; r < sums.length; r++) {
            for (int c = 0; c < sums[r].length; c++) {
                sums[r][c] = code.variable(vector, "sum" + r + "_" + c * ProductTile.VECTOR, real(0));
            }
        }
    }

    /** Adds the products from {@code from} to {@code to}. */
    void products(Code code, Factor first, Factor second, Expr from, Expr to) {
        Panel left = new Panel(first, tile, tile.rows(), 0);
        Panel right = new Panel(second, tile, tile.columns(), left.length());
        left.begin(code, firstRow);
        right.begin(code, firstColumn);
        code.loop("depth", from, to, tile.depth(), (inPanel, depth) -> {
            left.load(inPanel, depth);
            right.load(inPanel, depth);
            inPanel.barrier();
            inPanel.loop("k", tile.depth(), (inner, k) -> multiplyAdd(inner, left, right, k));
            inPanel.barrier();
        });
    }

    private void multiplyAdd(Code code, Panel left, Panel right, Expr k) {
        Name[] a = left.vectors(code, k, new Name("item_row"), tile.itemRows());
        Name[] b = right.vectors(code, k, new Name("item_column"), tile.itemColumns());
        for (int r = 0; r < sums.length; r++) {
            Expr factor = new Expr.Convert(vector,
                    new Expr.Lane(a[r / ProductTile.VECTOR], r % ProductTile.VECTOR));
            for (int c = 0; c < sums[r].length; c++) {
                code.assign(sums[r][c], call("fma", factor, b[c], sums[r][c]));
            }
        }
    }

    /**
     * Stores the tile.
     *
     * @param columns of the result
     * @param transposed whether the numbers of a column lie side by side in the result; otherwise those of a row do
     */
    void store(Code code, Expr columns, boolean transposed, Columns result) {
        layDown(code);
        code.barrier();
        int beside = transposed ? tile.rows() : tile.columns();
        int over = transposed ? tile.columns() : tile.rows();
        Expr mine = tile.beside(beside);
        if (transposed) {
            Expr row = code.let(KernelType.INT, "row", add(firstRow, mine));
            tile.each(code, "j", beside, over, (inner, j) -> {
                Expr column = inner.let(KernelType.INT, "column", add(firstColumn, j));
                inner.when(and(isRow(row), isColumn(column, columns)),
                        then -> result.at(then, column).store(then, row, number(mine, j)));
            });
        } else {
            Expr column = code.let(KernelType.INT, "column", add(firstColumn, mine));
            Column target = result.at(code, column);
            tile.each(code, "i", beside, over, (inner, i) -> {
                Expr row = inner.let(KernelType.INT, "row", add(firstRow, i));
                inner.when(and(isRow(row), isColumn(column, columns)),
                        then -> target.store(then, row, number(i, mine)));
            });
        }
    }

    private Expr isColumn(Expr column, Expr columns) {
        boolean always = columns instanceof Expr.Whole(long count) && count % tile.columns() == 0;
        return always ? whole(1) : new Expr.Binary(Operator.LESS, column, columns);
    }

    /** The tile from registers to local memory, row by row; the panels are not needed any more. */
    private void layDown(Code code) {
        int width = tile.columns() / ProductTile.VECTOR;
        for (int r = 0; r < sums.length; r++) {
            Expr row = add(multiply(new Name("item_row"), whole(ProductTile.VECTOR)),
                    whole((long) r / ProductTile.VECTOR * ProductTile.VECTOR * tile.itemRows()
                            + r % ProductTile.VECTOR));
            for (int c = 0; c < sums[r].length; c++) {
                Expr at = add(multiply(row, whole(width)),
                        add(new Name("item_column"), whole((long) c * tile.itemColumns())));
                code.invoke(call("vstore" + ProductTile.VECTOR, sums[r][c], at, new Name(Panel.LOCAL)));
            }
        }
    }

    /** A number of the tile, as it was laid down. */
    private Expr number(Expr row, Expr column) {
        return new Load(Panel.LOCAL, add(multiply(row, whole(tile.columns())), column));
    }
}
