package dev.netc.compiler.recipe;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;
import dev.netc.compiler.shape.Shape;

/**
 * The kernels that have work-groups with local memory, for GPUs: matrix products. Whatever else there is runs in the plain
 * kernels there, a work-item an element.
 */
final class TiledRecipes {
    /** A product of fewer rows would leave most of a tile empty: so many groups of a convolution have so few channels. */
    private static final int FEW_ROWS = 4;

    private TiledRecipes() {}

    /** The kernels of {@code node}, where it is a matrix product for which they are worth it. */
    static Optional<List<Lowered>> lower(Node node, Layout layout) {
        return switch (Epilogue.root(node)) {
            case InputGradient operator -> inputGradient(node, operator, layout);
            case WeightGradient operator -> weightGradient(node, operator, layout);
            case WeightStep step -> weightGradient(node, step.gradient(), layout);
            case Contraction operator -> forward(node, operator, layout);
            default -> Optional.empty();
        };
    }

    private static Optional<List<Lowered>> forward(Node node, Contraction operator, Layout layout) {
        List<Value> inputs = Epilogue.rootInputs(node);
        Geometry g = Geometry.of(operator, joined(inputs.subList(0, operator.segments(inputs.size()))));
        return g.shared() && g.filtersOfGroup() >= FEW_ROWS
                ? Optional.of(new TiledForward(node, layout, g).lower())
                : Optional.empty();
    }

    private static Optional<List<Lowered>> inputGradient(Node node, InputGradient operator, Layout layout) {
        Geometry g = Geometry.of(operator.of(), operator.input());
        int scale = Geometry.scale(operator.of(), operator.input());
        int rows = g.groups() == 1 ? (operator.to() - operator.from()) * scale : g.channelsOfGroup();
        return g.shared() && rows >= FEW_ROWS
                ? Optional.of(new TiledInputGradient(node, layout, g, scale).lower())
                : Optional.empty();
    }

    private static Optional<List<Lowered>> weightGradient(Node node, WeightGradient operator, Layout layout) {
        Shape image = joined(WeightGradientOperands.segments(node));
        Geometry g = Geometry.of(operator.of(), image);
        int scale = Geometry.scale(operator.of(), image);
        return g.shared()
                ? Optional.of(new TiledWeightGradient(node, layout, g, scale).lower())
                : Optional.empty();
    }

    private static Shape joined(List<Value> segments) {
        return Contraction.joined(segments.stream().map(Value::type).toList());
    }
}
