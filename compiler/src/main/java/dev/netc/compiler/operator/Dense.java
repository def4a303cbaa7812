package dev.netc.compiler.operator;

import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * Fully connected over the flattened operand: a window that covers the image; weight {@code [units, features]}, bias
 * {@code [units]}.
 */
public record Dense(int units, boolean bias) implements Contraction {
    @Override
    public String name() {
        return "dense";
    }

    @Override
    public int filters() {
        return units;
    }

    @Override
    public int groups() {
        return 1;
    }

    @Override
    public Window window(Shape input) {
        return new Window(input.height(), input.width(), 1, 1, Padding.NONE);
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(units);
    }

    @Override
    public Shape weight(Shape input) {
        return Shape.of(units, Math.toIntExact(input.elements()));
    }
}
