package dev.netc.compiler.operator;

import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * 2-D cross-correlation; weight {@code [filters, channels / groups, kernelHeight, kernelWidth]}, bias {@code [filters]}
 * unless left out.
 */
public record Conv(int filters, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding pad,
        int groups,
        boolean bias) implements Contraction {
    @Override
    public String name() {
        return "conv";
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
        return Shape.of(filters, input.channels() / groups, kernelHeight, kernelWidth);
    }
}
