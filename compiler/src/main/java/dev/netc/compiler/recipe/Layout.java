package dev.netc.compiler.recipe;

import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.program.Buffer;
import dev.netc.program.Precision;
import dev.netc.program.Target;

/**
 * How values lie in memory for one kind of device. A batch lies in lanes: {@code [batch / lanes][elements][lanes]}, so that
 * whatever an operator does to one number it does to {@code lanes} examples at once, whatever its channels and sizes are. A
 * weight lies in tiles of filters: {@code [filters / tile][elements of a filter][tile]}, so that the weights of one tile
 * stand side by side where a kernel reads them.
 */
public record Layout(Target target, Precision precision) {
    private static final int CPU_LANES = 16;
    private static final int WEIGHT_TILE = 16;

    /** Examples that lie side by side. */
    public int lanes() {
        return switch (target) {
            case CPU -> CPU_LANES;
            case PLAIN, GPU -> 1;
        };
    }

    /** Whether a work-item does a whole row or plane, in a work-group of its own; otherwise it does one element. */
    public boolean coarse() {
        return target == Target.CPU;
    }

    /** Lanes in which {@code value} lies: of examples, or of filters. */
    public int lanes(Value value) {
        return value.type().batched() ? lanes() : tile(value.type());
    }

    /** Lanes of a source: pixels and their draws lie an example after the other. */
    public int lanes(Source source) {
        boolean perPixel = source.role() instanceof Buffer.Feed(String name) && name.contains(".");
        return perPixel || source.role() instanceof Buffer.Mean ? 1 : lanes(source.value());
    }

    /** Filters that lie side by side in a weight; 1 for a bias. */
    public int tile(Type weight) {
        return coarse() && weight.shape().dimensions().size() > 1 ? WEIGHT_TILE : 1;
    }
}
