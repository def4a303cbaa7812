package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Argument;

/** Blocks of examples that lie side by side, and the few of them that a register tile takes at once. */
record Blocks(KernelWriter writer, int ofTile) {

    /** Number of blocks that this launch's examples fill. */
    Expr count() {
        int lanes = writer.layout().lanes();
        Expr batch = writer.live(Argument.Scalar.BATCH);
        return lanes == 1 ? batch : divide(add(batch, whole(lanes - 1)), whole(lanes));
    }

    /**
     * The blocks of the tile that begins at {@code first}; where there are not that many the last is done twice, and stored
     * twice alike.
     */
    List<Expr> from(Code code, Expr first, Expr count) {
        List<Expr> blocks = new ArrayList<>(List.of(code.let(KernelType.INT, "block0", first)));
        for (int p = 1; p < ofTile; p++) {
            blocks.add(code.let(KernelType.INT, "block" + p,
                    min(add(blocks.get(0), whole(p)), subtract(count, whole(1)))));
        }
        return blocks;
    }

    /** Where {@code element} of {@code block} lies in a batch of so many elements an example. */
    static Expr index(Expr block, long elements, Expr element) {
        return add(multiply(new Expr.Convert(KernelType.LONG, block), whole(elements)),
                element);
    }
}
