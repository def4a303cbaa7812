package dev.netc.compiler.analyse;

import dev.netc.compiler.problem.Place;
import dev.netc.compiler.shape.Shape;

/**
 * What a name or a call was found to be, for those who ask while a file is being written: it is there also where something
 * else in the file is wrong. In a block there is one for every use.
 */
public sealed interface Known {
    /** The name where it is bound, or the call. */
    Place place();

    /**
     * A tensor.
     *
     * @param shape of one example, in one column
     * @param columns in how many columns it stands, 0 outside
     * @param parameters how many numbers are learnt for it, in all columns; those of what it reads not among them
     */
    record Tensor(Place place, Shape shape, int columns, long parameters) implements Known {}

    /** A number: a parameter of the net, of a block. */
    record Figure(Place place, double value) implements Known {}
}
