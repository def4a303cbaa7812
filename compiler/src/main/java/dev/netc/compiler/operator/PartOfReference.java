package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;

/** What an operator within another sees: the first inputs, and one result. */
final class PartOfReference implements Reference {
    private final Reference whole;
    private final int inputs;
    private final Type resultType;
    private final double[] result;

    PartOfReference(Reference whole, int inputs, Type resultType, double[] result) {
        this.whole = whole;
        this.inputs = inputs;
        this.resultType = resultType;
        this.result = result;
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
        return resultType;
    }

    @Override
    public double[] result(int index) {
        return result;
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
