package dev.netc.compiler.graph;

import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * What a value is.
 *
 * @param element real, int or byte
 * @param batched whether there is one such tensor an example, or one in all (a parameter)
 * @param shape of one example, or of the parameter
 */
public record Type(Element element, boolean batched, Shape shape) {
    /** A tensor an example. */
    public static Type batch(Shape shape) {
        return new Type(Element.REAL, true, shape);
    }

    /** A parameter, or its gradient. */
    public static Type fixed(Shape shape) {
        return new Type(Element.REAL, false, shape);
    }

    /** Rows of the buffer's matrix where the value is fixed: the first dimension. */
    public int rows() {
        return shape.channels();
    }

    /** Elements of one row: of one example, or of one filter of a parameter. */
    public long elementsOfRow() {
        return batched ? shape.elements() : shape.elements() / rows();
    }

    @Override
    public String toString() {
        return element.name().toLowerCase(java.util.Locale.ROOT) + (batched ? " batch " : " ") + shape;
    }
}
