package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Stage;

/**
 * conv and dense, forwards, for a few examples that lie each by itself: what fills a vector are the filters of a tile of
 * weights, so that nothing is computed for examples that are not there.
 */
final class SmallBatchRecipe implements Recipe {
    /** Filters of one vector. */
    static final int FILTERS = Layout.WEIGHT_TILE;
    /** A vector of them. */
    static final KernelType VECTOR = KernelType.real(FILTERS);

    /**
     * Whether the weights' tiles fit: every position has the same weights, and no tile belongs to two groups; and
     * private memory for what is normalised.
     */
    static boolean takes(Node node) {
        return Epilogue.root(node) instanceof Contraction c && c.shared()
                && (c.groups() == 1 || c.filters() / c.groups() % FILTERS == 0)
                && (!(node.operator() instanceof Fused f)
                        || f.stages().stream().noneMatch(Stage.Normalize.class::isInstance)
                        || Normalization.holds(c.filters()));
    }

    @Override
    public Lowered lower(Node node, Layout layout) {
        ContractionOperands operands = new ContractionOperands(node, layout, VECTOR);
        return operands.g.dense() && operands.epilogue.normalization().isEmpty()
                ? new SmallBatchDense(operands).lower()
                : new SmallBatchConvolution(operands).lower();
    }

    /** How many filters there are from {@code first} on, at most {@code most} and at most those of {@code total}. */
    static Expr filters(int most, int total, Expr first) {
        return total % most == 0 ? whole(most) : min(whole(most), subtract(whole(total), first));
    }
}
