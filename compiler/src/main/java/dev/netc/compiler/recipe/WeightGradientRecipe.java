package dev.netc.compiler.recipe;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of a contraction's weight, summed over the batch in one fixed order. Forms: register tiles of filters,
 * channels and taps over positions; for dense and local layers tiles whose lanes are filters; and one work-item a weight.
 * Where the optimizer step is part of the node, it is done where a sum is stored.
 */
final class WeightGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        WeightGradient operator = operator(node);
        Shape image = Contraction
                .joined(WeightGradientOperands.segments(node).stream().map(Value::type).toList());
        Geometry g = Geometry.of(operator.of(), image);
        int scale = Geometry.scale(operator.of(), image);
        WeightGradientOperands operands = new WeightGradientOperands(node, layout, g, scale);
        if (!g.shared()) {
            return layout.coarse()
                    ? new WeightGradientOfLocal(operands).lower()
                    : new WeightGradientOfOneLocal(operands).lower();
        }
        if (!layout.coarse()) {
            return new WeightGradientOfOne(operands).lower();
        }
        return g.dense()
                ? new WeightGradientOfDense(operands).lower()
                : new WeightGradientOfTiles(operands).lower();
    }

    private static WeightGradient operator(Node node) {
        return node.operator() instanceof WeightStep(WeightGradient gradient, Sgd sgd)
                ? gradient
                : (WeightGradient) node.operator();
    }
}
