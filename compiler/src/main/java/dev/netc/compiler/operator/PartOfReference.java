package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** What an operator within another sees: the first inputs, a first result of its own, and as others some of the whole. */
final class PartOfReference implements Reference {
    private final Reference whole;
    private final int inputs;
    private final Type resultType;
    private final double[] result;
    private final int others;

    /** A part with one result. */
    PartOfReference(Reference whole, int inputs, Type resultType, double[] result) {
        this(whole, inputs, resultType, result, Integer.MAX_VALUE);
    }

    /**
     * A part.
     *
     * @param resultType of the first result
     * @param others the number of its second result among those of the whole
     */
    PartOfReference(Reference whole, int inputs, Type resultType, double[] result, int others) {
        this.whole = whole;
        this.inputs = inputs;
        this.resultType = resultType;
        this.result = result;
        this.others = others;
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int batch() {
        return whole.batch();
    }

    @Override
    public int first() {
        return whole.first();
    }

    @Override
    public int examples() {
        return whole.examples();
    }

    @Override
    public Type inputType(int index) {
        return whole.inputType(index);
    }

    @Override
    public double[] input(int index) {
        return whole.input(index);
    }

    @Override
    public Type resultType(int index) {
        return index == 0 ? resultType : whole.resultType(others + index - 1);
    }

    @Override
    public double[] result(int index) {
        return index == 0 ? result : whole.result(others + index - 1);
    }

    @Override
    public double rate() {
        return whole.rate();
    }

    @Override
    public int step() {
        return whole.step();
    }

    @Override
    public long seed() {
        return whole.seed();
    }

    @Override
    public int height() {
        return whole.height();
    }

    @Override
    public int width() {
        return whole.width();
    }
}
