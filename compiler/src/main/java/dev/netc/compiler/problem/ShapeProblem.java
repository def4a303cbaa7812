package dev.netc.compiler.problem;

import java.util.List;

import dev.netc.compiler.shape.Shape;

/** Shapes that do not fit together. */
public sealed interface ShapeProblem extends Problem {
    @Override
    default String code() {
        return "shape";
    }

    /**
     * Rows or columns of the input that no window reads though another window would begin on the input.
     *
     * @param operator {@code conv}
     * @param height the windows down the image
     * @param width the windows across it
     */
    record LostPixels(Place where, String operator, Windows height, Windows width) implements ShapeProblem {}

    /** A window larger than the padded image. */
    record WindowTooLarge(Place where, String operator, Windows height, Windows width) implements ShapeProblem {}

    /** A pooling window that lies wholly on padding. */
    record WindowOnPadding(Place where, String operator) implements ShapeProblem {}

    /** A declared shape that is not the one computed. */
    record NotAsDeclared(Place where, String name, List<String> declared, Shape computed) implements ShapeProblem {
        public NotAsDeclared {
            declared = List.copyOf(declared);
        }
    }

    /** An operator on images given a vector. */
    record NeedsImage(Place where, String operator, Shape found) implements ShapeProblem {}

    /** Two tensors of one shape were needed. */
    record Differ(Place where, String function, Shape first, Shape second) implements ShapeProblem {}

    /**
     * Channels or filters that groups do not divide.
     *
     * @param what {@code channels} or {@code filters}
     */
    record GroupsDoNotDivide(Place where, String what, int count, int groups) implements ShapeProblem {}

    /** A shape that is neither {@code [channels, height, width]} nor {@code [features]}. */
    record NoTensorShape(Place where, int dimensions) implements ShapeProblem {}

    /** Tensors that {@code concat} cannot join, differing in more than channels. */
    record DoNotJoin(Place where, List<Shape> shapes) implements ShapeProblem {
        public DoNotJoin {
            shapes = List.copyOf(shapes);
        }
    }
}
