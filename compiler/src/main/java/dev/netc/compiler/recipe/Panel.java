package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The part of a factor that stands in local memory: {@code [depth][side]}. All work-items of a group load it, those side by side
 * what lies side by side in global memory.
 */
final class Panel {
    /** The work-group's local memory. */
    static final String LOCAL = "shared";

    private final Factor factor;
    private final ProductTile tile;
    private final int side;
    private final int start;
    private Expr firstOfSide;
    private Coordinate atSide;

    /**
     * A panel.
     *
     * @param side how many indices along the side
     * @param start where it begins in local memory
     */
    Panel(Factor factor, ProductTile tile, int side, int start) {
        this.factor = factor;
        this.tile = tile;
        this.side = side;
        this.start = start;
    }

    /** Numbers of local memory. */
    int length() {
        return stride() * tile.depth();
    }

    private int stride() {
        return side + ProductTile.PADDING;
    }

    /** What does not change along the depth. */
    void begin(Code code, Expr first) {
        firstOfSide = first;
        if (!factor.deep()) {
            atSide = factor.side().at(code, add(first, mine(side)));
        }
    }

    /** Loads the panel that begins at {@code depth}. */
    void load(Code code, Expr depth) {
        if (factor.deep()) {
            Expr k = mine(tile.depth());
            Coordinate atDepth = factor.depth().at(code, add(depth, k));
            tile.each(code, "i", tile.depth(), side, (inner, i) -> store(inner, k, i,
                    factor.side().at(inner, add(firstOfSide, i)), atDepth));
        } else {
            tile.each(code, "k", side, tile.depth(), (inner, k) -> store(inner, k, mine(side), atSide,
                    factor.depth().at(inner, add(depth, k))));
        }
    }

    private void store(Code code, Expr k, Expr i, Coordinate ofSide, Coordinate ofDepth) {
        code.store(LOCAL, add(add(multiply(k, whole(stride())), i), whole(start)),
                factor.element(code, ofSide, ofDepth));
    }

    private Expr mine(int count) {
        return tile.beside(count);
    }

    /** The vectors of depth {@code k} that work-item number {@code number} along the side multiplies; {@code items} share it. */
    Name[] vectors(Code code, Expr k, Expr number, int items) {
        Name[] vectors = new Name[side / items / ProductTile.VECTOR];
        for (int v = 0; v < vectors.length; v++) {
            Expr at = add(add(multiply(k, whole(stride() / ProductTile.VECTOR)), number),
                    whole((long) v * items + start / ProductTile.VECTOR));
            vectors[v] = code.let(KernelType.real(ProductTile.VECTOR), factor.name() + v * ProductTile.VECTOR,
                    call("vload" + ProductTile.VECTOR, at, new Name(LOCAL)));
        }
        return vectors;
    }
}
