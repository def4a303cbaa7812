package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Exprs;

/**
 * A run of filters (or channels) cut into register tiles: full ones in a loop, then what is left.
 *
 * @param from first
 * @param size of each
 * @param count how many stand side by side
 */
record Tiles(int from, int size, int count) {

    /** Cuts {@code total} into tiles of {@code size}; a last smaller one where it does not divide. */
    static List<Tiles> of(int total, int size) {
        int tile = Math.min(size, total);
        List<Tiles> tiles = new ArrayList<>();
        tiles.add(new Tiles(0, tile, total / tile));
        if (total % tile != 0) {
            tiles.add(new Tiles(total - total % tile, total % tile, 1));
        }
        return tiles;
    }

    /** Cuts {@code total} into as few tiles of at most {@code most} as there can be, as alike as can be. */
    static List<Tiles> alike(int total, int most) {
        int count = Math.ceilDiv(total, most);
        List<Tiles> tiles = new ArrayList<>();
        for (int from = 0; count > 0; count--) {
            int size = Math.ceilDiv(total - from, count);
            tiles.add(new Tiles(from, size, 1));
            from += size;
        }
        return tiles;
    }

    /** How many of {@code total} there are from {@code first} on, a multiple of {@code most}, of which there are at most so many. */
    static Expr left(Expr first, int most, int total) {
        return total % most == 0
                ? Exprs.whole(most)
                : Exprs.min(Exprs.whole(most), Exprs.subtract(Exprs.whole(total), first));
    }

    /** A loop over those of these tiles that begin among the {@code span} from {@code first}; a last span may be shorter. */
    void within(Code code, String name, Expr first, int span, Code.Loop body) {
        Expr start = from == 0 ? first : Exprs.max(first, Exprs.whole(from));
        Expr end = Exprs.min(Exprs.add(first, Exprs.whole(span)), Exprs.whole(from + (long) size * count));
        code.loop(name, start, end, size, body);
    }

    /** Whether {@code first}, the beginning of a tile, is one of these. */
    Expr holds(Expr first) {
        return Exprs.binary(Expr.Operator.AND, new Expr.Binary(Expr.Operator.GREATER_EQUAL, first, Exprs.whole(from)),
                new Expr.Binary(Expr.Operator.LESS, first, Exprs.whole(from + (long) size * count)));
    }
}
