package dev.netc.compiler.define;

import dev.netc.program.Initializer;

/** Where a parameter starts, before its shape is known. */
public sealed interface InitialValues {
    /** N(0, 2 / inputs): He, Zhang, Ren and Sun, 2015. */
    record He() implements InitialValues {}

    /** N(0, 2 / (inputs + outputs)): Glorot and Bengio, 2010. */
    record Xavier() implements InitialValues {}

    /** Said in full. */
    record Said(Initializer initializer) implements InitialValues {}

    /** No such parameter. */
    record None() implements InitialValues {}

    /**
     * Now that the shape is known.
     *
     * @param inputs that one output reads
     * @param outputs that one input feeds
     */
    default Initializer resolve(long inputs, long outputs) {
        return switch (this) {
            case He h -> new Initializer.Normal(Math.sqrt(2.0 / inputs));
            case Xavier x -> new Initializer.Normal(Math.sqrt(2.0 / (inputs + outputs)));
            case Said(Initializer initializer) -> initializer;
            case None n -> throw new IllegalStateException("a parameter that is left out has no initial values");
        };
    }
}
