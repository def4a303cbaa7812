package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * The examples for which register tiles make the same results, one register tile's blocks after the other's.
 *
 * @param blocks that a register tile takes
 * @param tiles how many register tiles at most
 * @param loop over them
 */
record TileExamples(int blocks, int tiles, Loop loop) {
    /** Blocks whose sums wait together: sixteen filters' fill a quarter of a first cache. */
    private static final int TOGETHER = 8;

    /** Writes something for every register tile's blocks. */
    interface Loop {
        void each(Code code, Body body);
    }

    /** What is written, given the number of a register tile. */
    interface Body {
        void write(Code code, List<Expr> blocks, Expr number);
    }

    /** One register tile's. */
    static TileExamples of(List<Expr> blocks) {
        return new TileExamples(blocks.size(), 1, (code, body) -> body.write(code, blocks, whole(0)));
    }

    /** Takes examples. */
    interface Each {
        void write(Code code, TileExamples examples);
    }

    /** A loop over all examples, several register tiles' together. */
    static void overAll(Code code, Blocks blocks, Each body) {
        Expr count = code.let(KernelType.INT, "blocks", blocks.count());
        int ofTile = blocks.ofTile();
        int tiles = Math.max(1, TOGETHER / ofTile);
        code.loop("first_block", whole(0), count, tiles * ofTile, (inner, first) -> body.write(inner,
                new TileExamples(ofTile, tiles, (at, each) -> at.loop("block", first,
                        min(add(first, whole((long) tiles * ofTile)), count), ofTile,
                        (innermost, block) -> each.write(innermost, blocks.from(innermost, block, count),
                                divide(subtract(block, first), whole(ofTile)))))));
    }
}
