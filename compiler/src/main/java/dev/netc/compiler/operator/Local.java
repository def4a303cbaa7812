package dev.netc.compiler.operator;

import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * As {@code conv}, but every output position has weights of its own, which suits images whose parts stand still; weight
 * {@code [filters, outHeight, outWidth, channels, kernelHeight, kernelWidth]}, bias {@code [filters, outHeight, outWidth]}
 * unless left out.
 */
public record Local(int filters, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding pad,
        boolean bias) implements Contraction {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public int groups() {
        return 1;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Window window(Shape input) {
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, pad);
    }

    @Override
    public Shape output(Shape input) {
        return window(input).over(input, filters);
    }

    @Override
    public Shape weight(Shape input) {
        Shape output = output(input);
        return Shape.of(filters, output.height(), output.width(), input.channels(), kernelHeight, kernelWidth);
    }

    @Override
    public Shape bias(Shape input) {
        return output(input);
    }
}
