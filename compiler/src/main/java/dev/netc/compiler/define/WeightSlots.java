package dev.netc.compiler.define;

import dev.netc.program.Initializer;

/** The arguments of operators that have weights. */
final class WeightSlots {
    private static final Given ZEROS = new Given.Start(new InitialValues.Said(new Initializer.Constant(0)));
    private static final Given HE = new Given.Start(new InitialValues.He());

    static Slot weight() {
        return Slot.standard("weight", new Kind.Start(false), HE, "he", "where the weights start");
    }

    static Slot bias() {
        return Slot.standard("bias", new Kind.Start(true), ZEROS, "constant(0)",
                "where the biases start; `none` leaves them out");
    }

    private WeightSlots() {}
}
