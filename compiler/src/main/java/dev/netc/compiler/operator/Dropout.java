package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Operator;

/**
 * Drops with probability {@code drop}.
 *
 * @param scaleInTraining whether what is kept is multiplied by 1 / (1 - drop) in training; otherwise everything is
 *     multiplied by 1 - drop at test time
 */
public record Dropout(double drop, boolean scaleInTraining) implements Operator {
    @Override
    public String name() {
        return "dropout";
    }
}
