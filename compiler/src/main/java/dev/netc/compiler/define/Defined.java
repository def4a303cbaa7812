package dev.netc.compiler.define;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;

/**
 * An operator applied to a tensor.
 *
 * @param shape of the result for one example
 * @param parameters made for it, in the operator's order
 */
public record Defined(Operator operator, Shape shape, List<Made> parameters) {
    public Defined {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter.
     *
     * @param role {@code weight} or {@code bias}, {@code running_mean} …
     * @param shape of one column's
     * @param initializer where it starts
     * @param trained whether an optimizer moves it; otherwise it is gathered in training, and counted nowhere
     */
    public record Made(String role, Shape shape, Initializer initializer, boolean trained) {
        /** One that is trained. */
        public Made(String role, Shape shape, Initializer initializer) {
            this(role, shape, initializer, true);
        }
    }
}
