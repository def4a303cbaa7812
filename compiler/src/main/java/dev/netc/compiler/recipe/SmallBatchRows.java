package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;

/**
 * The positions of a convolution for a few examples, each row cut into tiles of neighbours that are as alike as they can be. A
 * window of one pixel sees the whole image as one row.
 *
 * @param height of the image
 * @param width of the image
 * @param tiles of a row
 */
record SmallBatchRows(Geometry g, int height, int width, int outHeight, int outWidth, int tiles) {

    /** Rows cut into tiles of at most {@code most} positions. */
    static SmallBatchRows of(Geometry g, int most) {
        boolean flat = g.taps() == 1 && g.outPlane() == g.plane() && g.padTop() == 0 && g.padLeft() == 0;
        int outWidth = flat ? g.outPlane() : g.outWidth();
        return new SmallBatchRows(g, flat ? 1 : g.height(), flat ? g.plane() : g.width(), flat ? 1 : g.outHeight(),
                outWidth,
                Math.ceilDiv(outWidth, most));
    }

    /**
     * Tiles of a row, from one number to another, that the same code makes.
     *
     * @param first position of the first of them
     * @param count of positions of each
     * @param inside whether their windows lie on the image
     */
    record Strip(int from, int to, int first, int count, boolean inside) {}

    /** Where a register tile stands. */
    record Spot(Expr y, Expr x, Strip strip) {}

    /** Is handed a register tile's place. */
    interface EachSpot {
        void write(Code code, Spot spot);
    }

    /** Positions of the largest tile. */
    int largest() {
        return Math.ceilDiv(outWidth, tiles);
    }

    /** The first position of a tile. */
    Expr first(Expr tile) {
        Expr first = multiply(tile, whole(outWidth / tiles));
        return outWidth % tiles == 0 ? first : add(first, min(tile, whole(outWidth % tiles)));
    }

    private int first(int tile) {
        return tile * (outWidth / tiles) + Math.min(tile, outWidth % tiles);
    }

    /** The tiles of a row, those alike inside the image joined. */
    List<Strip> strips() {
        List<Strip> strips = new ArrayList<>();
        for (int tile = 0; tile < tiles; tile++) {
            int first = first(tile);
            int count = first(tile + 1) - first;
            boolean inside = inside(first, count);
            Strip last = strips.isEmpty() ? null : strips.getLast();
            if (last != null && last.inside() && inside && last.count() == count) {
                strips.set(strips.size() - 1, new Strip(last.from(), tile + 1, last.first(), count, true));
            } else {
                strips.add(new Strip(tile, tile + 1, first, count, inside));
            }
        }
        return strips;
    }

    private boolean inside(int first, int count) {
        return column(first, 0) >= 0 && column(first + count - 1, g.kernelWidth() - 1) < width;
    }

    private int column(int position, int kx) {
        return position * g.strideWidth() - g.padLeft() + kx;
    }

    /** Whether tap {@code kx} of a position of a strip's first tile sees the image. */
    boolean onImage(Strip strip, int position, int kx) {
        int column = column(strip.first() + position, kx);
        return strip.inside() || (column >= 0 && column < width);
    }

    /** The register tiles of row {@code y}, from tile {@code from} to tile {@code to}. */
    void eachSpot(Code code, Expr y, Expr from, Expr to, EachSpot body) {
        for (Strip strip : strips()) {
            code.loop("tile_of_row", max(from, whole(strip.from())), min(to, whole(strip.to())), 1, (inner, tile) -> {
                Expr x = add(multiply(tile, whole(strip.count())),
                        whole(strip.first() - (long) strip.from() * strip.count()));
                body.write(inner, new Spot(y, x, strip));
            });
        }
    }

    /** The row of the image, or of padding, that the first row of the window at row {@code y} stands on. */
    Expr top(Expr y) {
        return subtract(multiply(y, whole(g.strideHeight())), whole(g.padTop()));
    }

    /** The same for columns. */
    Expr left(Expr x) {
        return subtract(multiply(x, whole(g.strideWidth())), whole(g.padLeft()));
    }

    /** Whether no row of a window is padding. */
    boolean rowsInside() {
        return g.padTop() == 0 && (outHeight - 1L) * g.strideHeight() + g.kernelHeight() <= height;
    }
}
