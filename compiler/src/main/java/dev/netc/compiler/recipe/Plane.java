package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Size;

/** A channel of a block of examples: what a work-item owns where an operator looks at one channel alone. */
record Plane(Expr channel, Expr block) {

    /** The dimension of the launch over all planes. */
    static Plane of(KernelWriter writer, int channels) {
        int lanes = writer.layout().lanes();
        Expr plane = writer.dimension("plane", Size.perTile(channels, lanes));
        Expr channel = writer.code().let(KernelType.INT, "channel", remainder(plane, whole(channels)));
        Expr block = writer.code().let(KernelType.INT, "block", divide(plane, whole(channels)));
        return new Plane(channel, block);
    }

    /** The number of the element at row {@code y} and column {@code x} among those of one example. */
    Expr element(Shape shape, Expr y, Expr x) {
        return add(multiply(add(multiply(channel, whole(shape.height())), y), whole(shape.width())), x);
    }

    /** Where that element lies. */
    Expr at(Shape shape, Expr y, Expr x) {
        return Blocks.index(block, shape.elements(), element(shape, y, x));
    }

    /** The same for an epilogue. */
    Epilogue.Place place(Shape shape, Expr y, Expr x) {
        Expr element = element(shape, y, x);
        return new Epilogue.Place(block, element, Blocks.index(block, shape.elements(), element));
    }
}
