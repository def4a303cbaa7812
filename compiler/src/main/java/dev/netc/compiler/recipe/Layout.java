package dev.netc.compiler.recipe;

import java.util.List;

import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Precision;
import dev.netc.program.Target;

/**
 * How values lie in memory for one kind of device. A batch lies in lanes: {@code [batch / lanes][elements][lanes]}, so that
 * whatever an operator does to one number it does to {@code lanes} examples at once, whatever its channels and sizes are. A
 * weight lies in tiles of filters: {@code [filters / tile][elements of a filter][tile]}, so that the weights of one tile
 * stand side by side where a kernel reads them.
 *
 * @param target kind of device
 * @param precision of reals
 * @param small whether batches are so small that an example lies by itself, in one lane
 * @param odd whether a device has an odd number of blocks of lanes, which pairs would not divide
 * @param tuning which tiles kernels have
 * @param tiles of matrix products by work-groups, among which recipes for GPUs choose
 */
public record Layout(Target target, Precision precision, boolean small, boolean odd, Tuning tuning,
        List<ProductTile> tiles) {
    /** Up to so many examples are done one by one: where lanes stay empty that is the faster way for most nets. */
    public static final int SMALL_BATCH = 10;
    /** Filters that lie side by side in a weight, whatever the lanes of a batch: both forms read the same weights. */
    static final int WEIGHT_TILE = 16;

    private static final int CPU_LANES = 16;
    /** Floats in a register of a processor without AVX-512. */
    private static final int NARROW_FLOATS = 8;

    public Layout {
        tiles = List.copyOf(tiles);
    }

    /** For batches of any size, tuned for no device in particular. */
    public Layout(Target target, Precision precision) {
        this(target, precision, Tuning.STANDARD);
    }

    /** For batches of any size. */
    public Layout(Target target, Precision precision, Tuning tuning) {
        this(target, precision, false, false, tuning, ProductTile.DEFAULTS);
    }

    /** For a GPU with tiles of its own. */
    public static Layout ofTiles(Precision precision, List<ProductTile> tiles) {
        return new Layout(Target.GPU, precision, false, false, Tuning.STANDARD, tiles);
    }

    /** The tile of a kernel: what the tuning says, where such a kernel may have it. */
    Tile tile(TileKey key) {
        Tile tile = tuning.tile(key);
        return key.candidates().contains(tile) ? tile : key.standard();
    }

    /** Whether this target has kernels of their own for small batches. */
    public boolean hasSmall() {
        return target.cpu();
    }

    /** The same weights, but each example by itself: for batches of at most {@link #SMALL_BATCH}. */
    public Layout forSmallBatches() {
        return new Layout(target, precision, true, false, tuning, tiles);
    }

    /** The same memory, but kernels whose tiles waste nothing where a device has an odd number of blocks of lanes. */
    public Layout forOddBlocks() {
        return new Layout(target, precision, small, true, tuning, tiles);
    }

    /** Registers that a vector of lanes fills on this kind of processor. */
    int registers() {
        int floats = target == Target.CPU_NARROW ? NARROW_FLOATS : CPU_LANES;
        return lanes() * Element.REAL.bytes(precision) / (floats * Element.REAL.bytes(Precision.F32));
    }

    /** Examples that lie side by side. */
    public int lanes() {
        return switch (target) {
            case CPU, CPU_NARROW -> small ? 1 : CPU_LANES;
            case PLAIN, GPU -> 1;
        };
    }

    /** Whether a work-item does a whole row or plane, in a work-group of its own; otherwise it does one element. */
    public boolean coarse() {
        return target.cpu() && !small;
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
        return target.cpu() && weight.shape().dimensions().size() > 1 ? WEIGHT_TILE : 1;
    }
}
