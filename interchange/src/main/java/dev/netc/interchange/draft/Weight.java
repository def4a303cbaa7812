package dev.netc.interchange.draft;

import java.util.Optional;
import java.util.OptionalDouble;

import dev.netc.runtime.tensor.Tensor;

/**
 * The values of a layer's parameter.
 *
 * @param role {@code weight}, {@code bias}
 * @param from where they are from, as a person reads it
 * @param values in the language's shape; absent where they are all one number, or not known
 * @param uniform the number that they all are
 */
public record Weight(String role, String from, Optional<Tensor> values, OptionalDouble uniform) {

    /** A tensor of the file. */
    public static Weight of(String role, String from, Tensor values) {
        return new Weight(role, from, Optional.of(values), OptionalDouble.empty());
    }

    /**
     * One number, as often as the shape needs.
     *
     * @throws Refusal where it is infinite or no number
     */
    public static Weight uniform(String role, String from, double value) {
        if (!Double.isFinite(value)) {
            throw new Refusal("its " + role + " is " + value + " everywhere");
        }
        return new Weight(role, from, Optional.empty(), OptionalDouble.of(value));
    }

    /** A parameter that the file gives no values of. */
    public static Weight missing(String role, String from) {
        return new Weight(role, from, Optional.empty(), OptionalDouble.empty());
    }
}
