package dev.netc.program;

import java.util.List;

/**
 * A tensor of the model, as weight files hold it: row-major, the columns' parts joined along the first dimension.
 *
 * @param name {@code conv1.weight}
 * @param shape of all columns together, {@code [filters, channels per group, kernel height, kernel width]},
 *     {@code [units, features]} or {@code [filters]}
 * @param columns how many equal parts along the first dimension, 1 outside columns
 * @param initializer of every part; part {@code c} of parameter number {@code p} in the program's list draws from its
 *     own stream (seed, p, c, element within the part)
 * @param rate factor on the learning rate; 0 holds the parameter still
 * @param decay factor on the weight decay
 * @param trained whether the optimizer moves it; otherwise training gathers it, as batch normalisation's running mean
 */
public record Parameter(String name, List<Integer> shape, int columns, Initializer initializer, double rate,
        double decay, boolean trained) {
    /** One that is trained. */
    public Parameter(String name, List<Integer> shape, int columns, Initializer initializer, double rate,
            double decay) {
        this(name, shape, columns, initializer, rate, decay, true);
    }

    public Parameter {
        shape = List.copyOf(shape);
        if (columns < 1 || shape.get(0) % columns != 0) {
            throw new IllegalArgumentException(name + ": " + shape + " in " + columns + " columns");
        }
    }

    /** Whether an optimizer step moves it: what a model holds still by a rate of 0 has neither gradient nor momentum. */
    public boolean learns() {
        return trained && rate != 0;
    }

    /** Number of values, over all columns. */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
