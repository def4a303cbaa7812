package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The depth of a product in parts, where its tiles alone are too few for all of a GPU. Each part is summed by work-groups of its
 * own, and a second kernel adds the parts in order: the order of a sum is in the program and depends on no device.
 */
record DepthParts(int count) {
    static final DepthParts ONE = new DepthParts(1);

    /** Work-groups that keep a large GPU busy: two for each of its multiprocessors. */
    private static final int GROUPS = 256;

    /** As many as make enough work-groups, if there are no more than {@code most}. */
    static DepthParts of(long tiles, long most) {
        return new DepthParts(Math.toIntExact(Math.clamp(Math.ceilDiv(GROUPS, tiles), 1, Math.max(1, most))));
    }

    boolean several() {
        return count > 1;
    }

    /**
     * The launch's third dimension: groups of channels, and parts.
     *
     * @param groups how many groups the channels are in
     */
    Block dimension(KernelWriter writer, int groups) {
        if (groups == 1) {
            return new Block(whole(0), several() ? writer.dimension("part", count) : whole(0));
        }
        if (!several()) {
            return new Block(writer.dimension("group", groups), whole(0));
        }
        Expr block = writer.dimension("block", Math.multiplyExact(groups, count));
        Code code = writer.code();
        return new Block(code.let(KernelType.INT, "group", remainder(block, whole(groups))),
                code.let(KernelType.INT, "part", divide(block, whole(groups))));
    }

    /** Which of the products that a layer is, and which of its parts. */
    record Block(Expr group, Expr part) {}

    /** The products of one part. */
    record Range(Expr from, Expr to) {}

    /** Those of part number {@code part} of the {@code depth} products; whole panels but for the last. */
    Range range(Code code, Expr part, Expr depth, ProductTile tile) {
        if (!several()) {
            return new Range(whole(0), depth);
        }
        int panels = Math.multiplyExact(count, tile.depth());
        Expr length = multiply(divide(add(depth, whole(panels - 1L)), whole(panels)), whole(tile.depth()));
        Expr from = code.let(KernelType.INT, "from", multiply(part, length));
        return new Range(from, code.let(KernelType.INT, "to", min(depth, add(from, length))));
    }

    /** Whether product number {@code k} is one; a constant 1 where panels end with the depth. */
    static Expr isProduct(Expr k, Range range, Expr depth, ProductTile tile) {
        boolean always = depth instanceof Expr.Whole(long count) && count % tile.depth() == 0;
        return always ? whole(1) : new Expr.Binary(Expr.Operator.LESS, k, range.to());
    }

    /** The sum of the parts, which lie {@code stride} apart. */
    Name sum(Code code, String pointer, Expr first, long stride) {
        Name sum = code.variable(KernelType.REAL, "sum", new Load(pointer, first));
        code.loop("part", whole(1), whole(count), 1, (inner, part) -> inner.assign(sum,
                add(sum, new Load(pointer, add(first, multiply(part, whole(stride)))))));
        return sum;
    }
}
