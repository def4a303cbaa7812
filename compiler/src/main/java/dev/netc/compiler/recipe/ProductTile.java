package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.Comparator;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * How a matrix product is cut for work-groups that share local memory. A work-group makes {@code rows} × {@code columns} of the
 * result; {@code depth} products at a time, the panels of both factors go through local memory; a work-item makes
 * {@code rowsOfItem} × {@code columnsOfItem} numbers in registers.
 *
 * @param rows of the result that a work-group makes
 * @param columns of the result that a work-group makes
 * @param depth of the panels
 * @param rowsOfItem a multiple of four
 * @param columnsOfItem a multiple of four
 */
public record ProductTile(int rows, int columns, int depth, int rowsOfItem, int columnsOfItem) {
    /** Numbers that local memory gives at once. */
    static final int VECTOR = 4;
    /** Numbers between the rows of a panel, so that work-items which store a column of it meet in fewer memory banks. */
    static final int PADDING = VECTOR;
    /** What a global load costs, in local ones. */
    private static final double GLOBAL = 8;

    /**
     * For products of any shape: wide ones first, then such with few rows or few columns. Groups of two warps, and registers
     * and local memory for eight and more of them on a multiprocessor at a time.
     */
    public static final List<ProductTile> DEFAULTS = List.of(new ProductTile(64, 64, 16, 8, 8),
            new ProductTile(32, 64, 16, 4, 8), new ProductTile(16, 64, 16, 4, 4), new ProductTile(64, 32, 16, 8, 4),
            new ProductTile(16, 32, 16, 4, 4));

    public ProductTile {
        int items = rows / rowsOfItem * (columns / columnsOfItem);
        if (rows % rowsOfItem != 0 || columns % columnsOfItem != 0 || rowsOfItem % VECTOR != 0
                || columnsOfItem % VECTOR != 0) {
            throw new IllegalArgumentException("a work-item does not make whole vectors of four in a tile of " + rows
                    + " x " + columns + " by " + rowsOfItem + " x " + columnsOfItem);
        }
        if (items % rows != 0 || items % columns != 0 || items % depth != 0 || rows * depth % items != 0
                || columns * depth % items != 0) {
            throw new IllegalArgumentException(items + " work-items do not share the panels of a tile of " + rows
                    + " x " + columns + " x " + depth);
        }
    }

    /** Work-items of a work-group. */
    int items() {
        return itemRows() * itemColumns();
    }

    /** Work-items below each other. */
    int itemRows() {
        return rows / rowsOfItem;
    }

    /** Work-items beside each other. */
    int itemColumns() {
        return columns / columnsOfItem;
    }

    /** A work-item's number along a run of {@code count} that work-items share, one beside the other. */
    Expr beside(int count) {
        return items() == count ? KernelWriter.ITEM : remainder(KernelWriter.ITEM, whole(count));
    }

    /**
     * A loop over what a work-item has to do of {@code extent} runs of {@code count}. All make the same number of turns: a
     * loop whose bounds differ among work-items is left too early by some drivers.
     */
    void each(Code code, String name, int count, int extent, Code.Loop body) {
        if (items() == count) {
            code.loop(name, extent, body);
            return;
        }
        code.loop("turn", whole(0), whole(extent), items() / count, (inner, turn) -> body.write(inner,
                inner.let(KernelType.INT, name, add(turn, divide(KernelWriter.ITEM, whole(count))))));
    }

    /** Numbers of local memory: first the panels, then the result, in the same place. */
    int localLength() {
        return Math.max((rows + columns + 2 * PADDING) * depth, rows * columns);
    }

    /** The tiles in the order of the loads with which they make a product of so many rows and columns, the least first. */
    static List<ProductTile> bestFirst(List<ProductTile> tiles, long rows, long columns) {
        return tiles.stream().sorted(Comparator.comparingDouble(t -> t.cost(rows, columns))).toList();
    }

    /** Loads for each of its products, those of rows and columns that are not there counted too. */
    private double cost(long wantedRows, long wantedColumns) {
        double made = (double) (Math.ceilDiv(wantedRows, rows) * rows)
                * (Math.ceilDiv(wantedColumns, columns) * columns);
        double loads = 1.0 / rowsOfItem + 1.0 / columnsOfItem + GLOBAL / rows + GLOBAL / columns;
        return made / wantedRows / wantedColumns * (1 + loads);
    }
}
