package dev.netc.peers;

import java.util.Map;

/** A contestant that trains. */
interface Learner extends Contestant {

    /** One step of SGD on the examples; the mean loss before it. */
    double step();

    /** The mean loss of the examples, and its gradient for every parameter, by name. */
    Slope slope();

    /**
     * Where a net stands and which way it would go.
     *
     * @param loss the mean of the examples'
     * @param gradients row-major, by the parameter's name, all columns joined
     */
    record Slope(double loss, Map<String, float[]> gradients) {}
}
