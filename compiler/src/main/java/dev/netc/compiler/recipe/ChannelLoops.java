package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.shape.Shape;

/**
 * A work-item's way over the batch of one channel. Sums go by rows, then by blocks of examples, then by lanes, so that each
 * has few terms.
 */
record ChannelLoops(Shape shape, KernelWriter writer, Expr channel) {

    /** A work-item a channel. */
    static ChannelLoops over(Shape shape, KernelWriter writer) {
        return new ChannelLoops(shape, writer, writer.dimension("channel", shape.channels()));
    }

    /** What is summed. */
    interface Term {
        Expr at(Expr index);
    }

    Expr blocks(Code code) {
        return code.let(KernelType.INT, "blocks", new Blocks(writer, 1).count());
    }

    /** How many numbers a channel has in so many examples. */
    Expr count(Code code, Expr examples) {
        return code.let(KernelType.REAL, "count", new Expr.Binary(Expr.Operator.MULTIPLY,
                new Expr.Convert(KernelType.REAL, examples), real((double) shape.height() * shape.width())));
    }

    /** The sum over all examples and positions; {@code mask} leaves out what only fills up. */
    Expr sum(Code code, String name, Expr blocks, Term term, boolean mask) {
        Name total = code.variable(writer.vector(), name, real(0));
        code.loop("block", whole(0), blocks, 1, (inBlock, block) -> {
            Name ofBlock = inBlock.variable(writer.vector(), "of_block", real(0));
            inBlock.loop("y", shape.height(), (inRow, y) -> {
                Name row = inRow.variable(writer.vector(), "row", real(0));
                inRow.loop("x", shape.width(), (inner, x) -> inner.assign(row, add(row,
                        term.at(place(block, add(multiply(y, whole(shape.width())), x)).index()))));
                inRow.assign(ofBlock, add(ofBlock, row));
            });
            Expr nothing = new Expr.Convert(writer.vector(), real(0));
            Expr counted = mask ? Examples.within(writer, block, ofBlock, nothing) : ofBlock;
            inBlock.assign(total, add(total, counted));
        });
        return LaneSum.of(writer, total);
    }

    void eachPosition(Code code, Code.Loop body) {
        code.loop("position", (long) shape.height() * shape.width(), body);
    }

    Epilogue.Place place(Expr block, Expr position) {
        Expr element = add(multiply(channel, whole((long) shape.height() * shape.width())), position);
        return new Epilogue.Place(block, element, Blocks.index(block, shape.elements(), element));
    }
}
