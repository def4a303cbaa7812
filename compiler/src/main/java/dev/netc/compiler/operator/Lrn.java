package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

/** b_i = a_i / (k + alpha * sum of a_j² over the {@code size} channels around i) ^ beta. */
public record Lrn(int size, double k, double alpha, double beta) implements Operator {
    @Override
    public String name() {
        return "lrn";
    }
}
