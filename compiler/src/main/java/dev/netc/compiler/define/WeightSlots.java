package dev.netc.compiler.define;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;

/** The arguments of operators that have a weight and, unless {@code bias: none} leaves it out, a bias; what they make. */
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

    static boolean isBiased(Arguments arguments) {
        return !(arguments.start("bias") instanceof InitialValues.None);
    }

    /**
     * Its parameters.
     *
     * @param inputs that one output reads
     * @param outputs that one input feeds
     */
    static List<Defined.Made> parameters(Arguments arguments, Shape weight, Shape bias, long inputs, long outputs) {
        List<Defined.Made> parameters = new ArrayList<>();
        parameters.add(new Defined.Made("weight", weight, arguments.start("weight").resolve(inputs, outputs)));
        if (isBiased(arguments)) {
            parameters.add(new Defined.Made("bias", bias, arguments.start("bias").resolve(inputs, outputs)));
        }
        return parameters;
    }

    private WeightSlots() {}
}
