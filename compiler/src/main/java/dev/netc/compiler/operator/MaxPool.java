package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.shape.Padding;

/** Largest of each window, padding being minus infinity; the first maximum in row order gets the gradient. */
public record MaxPool(int sizeHeight, int sizeWidth, int strideHeight, int strideWidth,
        Padding pad) implements Operator {
    @Override
    public String name() {
        return "maxpool";
    }
}
