package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;
import static dev.netc.compiler.recipe.SmallBatchTile.SUMS;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.recipe.SmallBatchTile.Channels;
import dev.netc.compiler.recipe.SmallBatchTile.Filters;
import dev.netc.program.Size;
import dev.netc.program.Target;

/**
 * conv for a few examples. A work-item makes some vectors of filters at a patch of positions, register tile by register tile, or,
 * where a normalisation follows, all filters at a row of positions, or at as much of it as private memory holds. So few channels
 * at a time that their weights stay in a first cache while all register tiles of the patch read them.
 */
final class SmallBatchConvolution {
    /** A tile of so few positions has more vectors of filters. */
    private static final int FEW_POSITIONS = 4;
    private static final int VECTORS_OF_FEW = 4;
    /** Of a run of channels: a quarter of a first cache, beside the image and the sums. */
    private static final int WEIGHT_BYTES = 8192;

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    private final SmallBatchRows rows;
    private final SmallBatchTile registers;
    private final int vectors;
    private final Optional<Lrn> normalization;
    private final SmallBatchPatch patch;

    SmallBatchConvolution(ContractionOperands operands) {
        this.operands = operands;
        writer = operands.writer;
        g = operands.g;
        Tile tile = writer.tile(TileKind.SMALL_FORWARD, g);
        rows = SmallBatchRows.of(g, tile.columns());
        registers = new SmallBatchTile(operands, rows, writer.layout().target() == Target.CPU_NARROW);
        vectors = rows.largest() <= FEW_POSITIONS
                ? Math.clamp((long) tile.rows() * tile.columns() / rows.largest(), 1, VECTORS_OF_FEW)
                : tile.rows();
        normalization = operands.epilogue.normalization();
        patch = normalization.map(lrn -> SmallBatchPatch.ofRow(rows, HeldChannels.most(lrn, g.filters())))
                .orElseGet(() -> SmallBatchPatch.of(rows, g.groups() * Math.ceilDiv(vectorsOfGroup(), vectors)));
    }

    private int vectorsOfGroup() {
        return Math.ceilDiv(g.filtersOfGroup(), FILTERS);
    }

    Lowered lower() {
        Code code = writer.code();
        Expr place = writer.dimension("place", patch.places());
        if (normalization.isPresent()) {
            normalized(code, place, normalization.get());
        } else {
            plain(code, place);
        }
        return writer.done(true);
    }

    /** A work-item makes some vectors of filters at the positions of a patch. */
    private void plain(Code code, Expr place) {
        int tilesOfGroup = Math.ceilDiv(vectorsOfGroup(), vectors);
        Expr tile = writer.dimension("tile", (long) g.groups() * tilesOfGroup);
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        SmallBatchPatch.Work work = patch.work(code, place);
        Expr group = code.let(KernelType.INT, "group", divide(tile, whole(tilesOfGroup)));
        Expr vector = code.let(KernelType.INT, "vector",
                multiply(remainder(tile, whole(tilesOfGroup)), whole(vectors)));
        declareSums(code);
        List<Tiles> parts = Tiles.of(vectorsOfGroup(), vectors);
        parts.forEach(part -> on(code, parts.size() > 1, part.holds(vector), then -> {
            Filters filters = sum(then, part.size(), group, vector, example, work);
            everyFilter(then, filters, vector, (inFilter, f) -> work.eachPosition(inFilter, (inner, y, x, held) -> {
                Sum sum = biased(inner, filters, f, held, example, y, x);
                operands.epilogue.finish(inner, sum.value(), sum.place(), "");
            }));
        }));
    }

    /** A work-item makes all filters at the positions of a patch, and normalises them. */
    private void normalized(Code code, Expr place, Lrn lrn) {
        HeldChannels channels = new HeldChannels(lrn, g.filters(), patch.positions());
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        SmallBatchPatch.Work work = patch.work(code, place);
        declareSums(code);
        channels.clear(code);
        code.loop("group", g.groups(), (inGroup, group) -> {
            for (Tiles part : Tiles.of(vectorsOfGroup(), vectors)) {
                inGroup.loop("tile", part.count(), (inTile, tile) -> {
                    Expr vector = inTile.let(KernelType.INT, "vector",
                            add(multiply(tile, whole(part.size())), whole(part.from())));
                    Filters filters = sum(inTile, part.size(), group, vector, example, work);
                    work.eachPosition(inTile, (inPosition, y, x, held) -> everyFilter(inPosition, filters, vector,
                            (inner, f) -> hold(inner, channels, biased(inner, filters, f, held, example, y, x), held)));
                });
            }
        });
        channels.normalize(code, work.count(), (inner, p, f, value) -> operands.epilogue.afterNormalization(inner,
                value,
                operands.place(example, f, work.firstY(), inner.let(KernelType.INT, "x", add(work.firstX(), p))), ""));
    }

    private void declareSums(Code code) {
        code.array(KernelType.REAL, SUMS, patch.positions() * Math.min(vectors, vectorsOfGroup()) * FILTERS);
    }

    private static void on(Code code, boolean asked, Expr condition, Consumer<Code> then) {
        if (asked) {
            code.when(condition, then);
        } else {
            then.accept(code);
        }
    }

    /** Sums {@code size} vectors of filters of a group, from {@code vector} on, at all positions of the patch. */
    private Filters sum(Code code, int size, Expr group, Expr vector, Expr example, SmallBatchPatch.Work work) {
        Filters filters = new Filters(size, group, code.let(KernelType.INT, "filter",
                add(multiply(group, whole(g.filtersOfGroup())), multiply(vector, whole(FILTERS)))));
        code.loop("i", (long) patch.positions() * size,
                (inner, i) -> inner.storeVector(FILTERS, SUMS, i, new Expr.Convert(VECTOR, real(0))));
        int before = 0;
        for (int s = 0; s < operands.images.size(); s++) {
            int segment = s;
            int weights = before;
            int channels = g.groups() == 1 ? operands.channels.get(s) : g.channelsOfGroup();
            int run = patch.single()
                    ? channels
                    : Chunks.even(channels, Math.clamp(
                            WEIGHT_BYTES / ((long) g.taps() * size * FILTERS * Float.BYTES), 1, channels));
            code.loop("first_channel", whole(0), whole(channels), run, (inRun, first) -> {
                Expr end = channels % run == 0 ? add(first, whole(run)) : min(add(first, whole(run)), whole(channels));
                Channels mine = new Channels(segment, weights, first, end);
                work.eachSpot(inRun,
                        (inner, spot, held) -> registers.accumulate(inner, filters, mine, example, spot, held));
            });
            before += operands.channels.get(s) * g.taps();
        }
        return filters;
    }

    /** A loop over the filters that there are. */
    private void everyFilter(Code code, Filters filters, Expr vector, Code.Loop body) {
        code.loop("f", whole(0), SmallBatchRecipe.filters(filters.vectors() * FILTERS, g.filtersOfGroup(),
                multiply(vector, whole(FILTERS))), 1, body);
    }

    /** A convolution's number, and where it stands. */
    private record Sum(Expr value, Expr filter, Epilogue.Place place) {}

    private Sum biased(Code code, Filters filters, Expr f, Expr held, Expr example, Expr y, Expr x) {
        Expr of = add(filters.first(), f);
        Expr sum = new Load(SUMS, add(multiply(held, whole((long) filters.vectors() * FILTERS)), f));
        return new Sum(operands.biased(code, sum, of, y, x, ""), of, operands.place(example, of, y, x));
    }

    private void hold(Code code, HeldChannels channels, Sum sum, Expr held) {
        channels.put(code, held, sum.filter(), operands.epilogue.toNormalize(code, sum.value(), sum.place(), ""));
    }
}
