package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.shape.Padding;

/**
 * 2-D cross-correlation; weight {@code [filters, channels / groups, kernelHeight, kernelWidth]}, bias {@code [filters]}
 * unless left out.
 */
public record Conv(int filters, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding pad,
        int groups, boolean bias) implements Operator {
    @Override
    public String name() {
        return "conv";
    }
}
