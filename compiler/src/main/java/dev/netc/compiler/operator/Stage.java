package dev.netc.compiler.operator;

import dev.netc.compiler.scalar.Scalar;

/** One step of a {@link Fused} operator's epilogue. */
public sealed interface Stage {
    /** Whether the value after this step is a result. */
    boolean keep();

    Stage withKeep(boolean keep);

    /**
     * A pointwise function.
     *
     * @param body reads the value so far as operand 0, and the fused operator's extra inputs as operands from 1 on
     */
    record Map(Scalar body, boolean keep) implements Stage {
        @Override
        public Stage withKeep(boolean other) {
            return new Map(body, other);
        }
    }

    /** Local response normalisation, where the kernel owns all channels of its position. */
    record Normalize(Lrn lrn, boolean keep) implements Stage {
        @Override
        public Stage withKeep(boolean other) {
            return new Normalize(lrn, other);
        }
    }
}
