package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Size;
import dev.netc.program.Target;

/**
 * conv for a few examples. A register tile is some vectors of filters times some neighbouring positions of a row; a work-item
 * makes one, or, where a normalisation follows, those of all filters at its positions: a whole row of them, so that a tile's
 * weights are read once a row, where private memory holds it. The window is clipped to the image when the kernel is written: the
 * tiles at the left and right edge have code of their own. A window of one pixel sees the whole image as one row.
 */
final class SmallBatchConvolution {
    /** A tile of so few positions has more vectors of filters. */
    private static final int FEW_POSITIONS = 4;
    private static final int VECTORS_OF_FEW = 4;

    /** So many neighbouring positions keep the multiply-adds busy; a tile of fewer takes as long. */
    private static final int BUSY_POSITIONS = 4;

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    private final int height;
    private final int width;
    private final int outHeight;
    private final int outWidth;
    private final int positions;
    private final int tilesOfRow;
    private final int vectors;
    /** With few registers, values that two taps read are better read twice than kept. */
    private final boolean rolled;
    private final Optional<HeldChannels> held;

    /** Tiles of a row, from one number to another, that the same code makes: {@code count} positions each. */
    private record Strip(int from, int to, int count, boolean inside) {}

    /** Where a register tile stands. */
    private record Spot(Expr example, Expr y, Expr x, Strip strip) {}

    /** Writes the register tile of some vectors of filters. */
    private interface TileOfFilters {
        void at(Code code, Spot spot);
    }

    SmallBatchConvolution(ContractionOperands operands) {
        this.operands = operands;
        writer = operands.writer;
        g = operands.g;
        boolean flat = g.taps() == 1 && g.outPlane() == g.plane() && g.padTop() == 0 && g.padLeft() == 0;
        height = flat ? 1 : g.height();
        width = flat ? g.plane() : g.width();
        outHeight = flat ? 1 : g.outHeight();
        outWidth = flat ? g.outPlane() : g.outWidth();
        Tile tile = writer.tile(TileKind.SMALL_FORWARD, g);
        positions = positions(tile.columns());
        tilesOfRow = Math.ceilDiv(outWidth, positions);
        vectors = positions <= FEW_POSITIONS
                ? Math.clamp((long) tile.rows() * tile.columns() / positions, 1, VECTORS_OF_FEW)
                : tile.rows();
        rolled = writer.layout().target() == Target.CPU_NARROW;
        held = operands.epilogue.normalization()
                .map(lrn -> HeldChannels.of(lrn, g.filters(), outWidth, positions));
    }

    /** Those of a tile, at most {@code most}: so many that little time is lost with what is left of a row. */
    private int positions(int most) {
        return IntStream.rangeClosed(1, Math.min(most, outWidth)).boxed().min(Comparator.comparingInt(this::timeOfRow))
                .orElseThrow();
    }

    /** In multiply-adds of a filter, and one for the weight of each tile. */
    private int timeOfRow(int positionsOfTile) {
        int whole = outWidth / positionsOfTile;
        int left = outWidth % positionsOfTile;
        return whole * (Math.max(positionsOfTile, BUSY_POSITIONS) + 1)
                + (left == 0 ? 0 : Math.max(left, BUSY_POSITIONS) + 1);
    }

    Lowered lower() {
        if (held.isPresent()) {
            normalized(held.get());
        } else {
            tiles();
        }
        return writer.done(true);
    }

    /** A work-item makes some vectors of filters at the positions of a tile. */
    private void tiles() {
        Code code = writer.code();
        Expr place = writer.dimension("place", (long) outHeight * tilesOfRow);
        int vectorsOfGroup = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        int tilesOfGroup = Math.ceilDiv(vectorsOfGroup, vectors);
        Expr tile = writer.dimension("tile", (long) g.groups() * tilesOfGroup);
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        Expr y = code.let(KernelType.INT, "y", divide(place, whole(tilesOfRow)));
        Expr ofRow = code.let(KernelType.INT, "tile_of_row", remainder(place, whole(tilesOfRow)));
        Expr group = code.let(KernelType.INT, "group", divide(tile, whole(tilesOfGroup)));
        Expr vector = code.let(KernelType.INT, "vector",
                multiply(remainder(tile, whole(tilesOfGroup)), whole(vectors)));
        for (Strip strip : strips()) {
            on(code, strip.to() - strip.from() < tilesOfRow, within(ofRow, strip), then -> {
                List<Tiles> parts = Tiles.of(vectorsOfGroup, vectors);
                parts.forEach(part -> on(then, parts.size() > 1, part.holds(vector),
                        inner -> tile(inner, part.size(), group, vector, spot(example, y, ofRow, strip))));
            });
        }
    }

    /** A work-item makes all filters at the positions of a row, or of a tile of it, and normalises them. */
    private void normalized(HeldChannels channels) {
        Code code = writer.code();
        int parts = channels.wholeRow() ? 1 : tilesOfRow;
        Expr place = writer.dimension("place", (long) outHeight * parts);
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        Expr y = code.let(KernelType.INT, "y", divide(place, whole(parts)));
        channels.clear(code);
        if (channels.wholeRow()) {
            everyFilter(code, (inTile, tile) -> {
                for (Strip strip : strips()) {
                    inTile.loop("tile_of_row", whole(strip.from()), whole(strip.to()), 1, (inner, ofRow) -> tile
                            .at(inner, spot(example, y, ofRow, strip)));
                }
            });
            normalize(code, channels, example, y, whole(0), outWidth);
            return;
        }
        Expr ofRow = code.let(KernelType.INT, "tile_of_row", remainder(place, whole(parts)));
        for (Strip strip : strips()) {
            on(code, strip.to() - strip.from() < tilesOfRow, within(ofRow, strip), then -> {
                Spot spot = spot(example, y, ofRow, strip);
                everyFilter(then, (inTile, tile) -> tile.at(inTile, spot));
                normalize(then, channels, example, y, spot.x(), strip.count());
            });
        }
    }

    private Spot spot(Expr example, Expr y, Expr tileOfRow, Strip strip) {
        return new Spot(example, y, multiply(tileOfRow, whole(positions)), strip);
    }

    private static void on(Code code, boolean asked, Expr condition, Consumer<Code> then) {
        if (asked) {
            code.when(condition, then);
        } else {
            then.accept(code);
        }
    }

    private static Expr within(Expr tile, Strip strip) {
        return strip.to() - strip.from() == 1
                ? binary(Expr.Operator.EQUAL, tile, whole(strip.from()))
                : binary(Expr.Operator.AND, binary(Expr.Operator.GREATER_EQUAL, tile, whole(strip.from())),
                        binary(Expr.Operator.LESS, tile, whole(strip.to())));
    }

    /** The tiles of a row, those that lie inside the image joined. */
    private List<Strip> strips() {
        List<Strip> strips = new ArrayList<>();
        for (int t = 0; t < tilesOfRow; t++) {
            int count = Math.min(positions, outWidth - t * positions);
            boolean inside = inside(t, count);
            Strip last = strips.isEmpty() ? null : strips.getLast();
            if (last != null && last.inside() && inside && last.count() == count) {
                strips.set(strips.size() - 1, new Strip(last.from(), t + 1, count, true));
            } else {
                strips.add(new Strip(t, t + 1, count, inside));
            }
        }
        return strips;
    }

    private boolean inside(int tile, int count) {
        int first = tile * positions;
        return column(first, 0) >= 0 && column(first + count - 1, g.kernelWidth() - 1) < width;
    }

    private int column(int position, int kx) {
        return position * g.strideWidth() - g.padLeft() + kx;
    }

    private void everyFilter(Code code, BiConsumer<Code, TileOfFilters> body) {
        code.loop("group", g.groups(), (inGroup, group) -> {
            for (Tiles part : Tiles.of(Math.ceilDiv(g.filtersOfGroup(), FILTERS), vectors)) {
                inGroup.loop("tile", part.count(), (inTile, tile) -> {
                    Expr vector = inTile.let(KernelType.INT, "vector",
                            add(multiply(tile, whole(part.size())), whole(part.from())));
                    body.accept(inTile, (inner, spot) -> tile(inner, part.size(), group, vector, spot));
                });
            }
        });
    }

    /** One register tile: {@code size} vectors of filters of a group, from {@code vector} on. */
    private void tile(Code code, int size, Expr group, Expr vector, Spot spot) {
        int count = spot.strip().count();
        Name[][] sums = new Name[size][count];
        for (int v = 0; v < size; v++) {
            for (int p = 0; p < count; p++) {
                sums[v][p] = code.variable(VECTOR, "sum" + v + "_" + p, real(0));
            }
        }
        Expr inGroup = code.let(KernelType.INT, "filter_of_group", multiply(vector, whole(FILTERS)));
        Expr filter = code.let(KernelType.INT, "filter", add(multiply(group, whole(g.filtersOfGroup())), inGroup));
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(spot.y(), whole(g.strideHeight())), whole(g.padTop())));
        int before = 0;
        for (int s = 0; s < operands.images.size(); s++) {
            segment(code, s, before, group, filter, top, spot, sums);
            before += operands.channels.get(s) * g.taps();
        }
        store(code, inGroup, filter, spot, sums);
    }

    private void segment(Code code, int s, int before, Expr group, Expr filter, Expr top, Spot spot, Name[][] sums) {
        int channels = g.groups() == 1 ? operands.channels.get(s) : g.channelsOfGroup();
        long elements = (long) operands.channels.get(s) * height * width;
        Expr left = subtract(multiply(spot.x(), whole(g.strideWidth())), whole(g.padLeft()));
        boolean rowsInside = g.padTop() == 0
                && (outHeight - 1L) * g.strideHeight() + g.kernelHeight() <= height;
        Expr from = rowsInside ? whole(0) : max(whole(0), subtract(whole(0), top));
        Expr to = rowsInside
                ? whole(g.kernelHeight())
                : min(whole(g.kernelHeight()), subtract(whole(height), top));
        code.loop("channel", channels, (inChannel, channel) -> inChannel.loop("ky", from, to, 1, (inner, ky) -> {
            Expr ofImage = add(multiply(group, whole(g.channelsOfGroup())), channel);
            Expr row = inner.let(KernelType.LONG, "row", Blocks.index(spot.example(), elements,
                    add(multiply(add(multiply(ofImage, whole(height)), add(top, ky)), whole(width)), left)));
            Expr weight = inner.let(KernelType.LONG, "w",
                    Blocks.index(divide(filter, whole(FILTERS)), g.filterLength(),
                            add(multiply(add(multiply(channel, whole(g.kernelHeight())), ky), whole(g.kernelWidth())),
                                    whole(before))));
            taps(spot.strip()).forEach(taps -> taps.each(inner, (atTap, kx) -> multiplyAdd(atTap, s, kx,
                    taps.positions(), row, weight, sums)));
        }));
    }

    /**
     * Taps of a row, from one number to another, that see an image at the same positions of a tile.
     *
     * @param rolled whether they stay a loop
     */
    private record Taps(int from, int to, List<Integer> positions, boolean rolled) {
        void each(Code code, Code.Loop body) {
            if (rolled && to - from > 1) {
                code.rolledLoop("kx", whole(from), whole(to), body);
            } else {
                for (int kx = from; kx < to; kx++) {
                    body.write(code, whole(kx));
                }
            }
        }
    }

    private List<Taps> taps(Strip strip) {
        List<Taps> runs = new ArrayList<>();
        for (int kx = 0; kx < g.kernelWidth(); kx++) {
            int tap = kx;
            List<Integer> seen = IntStream.range(0, strip.count()).filter(p -> onImage(strip, p, tap)).boxed().toList();
            Taps last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.positions().equals(seen)) {
                runs.set(runs.size() - 1, new Taps(last.from(), kx + 1, seen, rolled));
            } else {
                runs.add(new Taps(kx, kx + 1, seen, rolled));
            }
        }
        return runs;
    }

    private void multiplyAdd(Code code, int s, Expr kx, List<Integer> seen, Expr row, Expr weight, Name[][] sums) {
        String suffix = kx instanceof Expr.Whole(long tap) ? "_" + tap : "";
        List<Expr> weights = new ArrayList<>();
        for (int v = 0; v < sums.length; v++) {
            weights.add(code.let(VECTOR, "weight" + v + suffix,
                    new Load(operands.weight, add(weight, add(kx, whole((long) v * g.filterLength()))))));
        }
        for (int p : seen) {
            Expr at = add(row, add(kx, whole((long) p * g.strideWidth())));
            Expr value = code.let(VECTOR, "value" + p + suffix,
                    new Expr.Convert(VECTOR, new Load(operands.images.get(s), at)));
            for (int v = 0; v < sums.length; v++) {
                code.assign(sums[v][p], call("fma", weights.get(v), value, sums[v][p]));
            }
        }
    }

    private boolean onImage(Strip strip, int position, int kx) {
        int column = column(strip.from() * positions + position, kx);
        return strip.inside() || (column >= 0 && column < width);
    }

    private void store(Code code, Expr inGroup, Expr filter, Spot spot, Name[][] sums) {
        code.array(KernelType.REAL, "sums", sums.length * sums[0].length * FILTERS);
        for (int p = 0; p < sums[0].length; p++) {
            for (int v = 0; v < sums.length; v++) {
                code.storeVector(FILTERS, "sums", whole((long) p * sums.length + v), sums[v][p]);
            }
        }
        int vectorsOfTile = sums.length;
        Expr filters = SmallBatchRecipe.filters(vectorsOfTile * FILTERS, g.filtersOfGroup(), inGroup);
        if (held.isPresent()) {
            code.loop("p", sums[0].length, (inPosition, p) -> inPosition.loop("f", whole(0), filters, 1,
                    (inner, f) -> hold(inner, held.get(), sum(inner, f, p, vectorsOfTile, filter, spot), spot, p)));
        } else {
            code.loop("f", whole(0), filters, 1, (inFilter, f) -> inFilter.loop("p", sums[0].length,
                    (inner, p) -> finish(inner, sum(inner, f, p, vectorsOfTile, filter, spot))));
        }
    }

    /** A convolution's number, and where it stands. */
    private record Sum(Expr value, Expr filter, Epilogue.Place place) {}

    private Sum sum(Code code, Expr f, Expr p, int vectorsOfTile, Expr filter, Spot spot) {
        Expr x = code.let(KernelType.INT, "x", add(spot.x(), p));
        Expr of = add(filter, f);
        Expr value = operands.biased(code,
                new Load("sums", add(multiply(p, whole((long) vectorsOfTile * FILTERS)), f)), of, spot.y(), x, "");
        return new Sum(value, of, operands.place(spot.example(), of, spot.y(), x));
    }

    private void finish(Code code, Sum sum) {
        operands.epilogue.finish(code, sum.value(), sum.place(), "");
    }

    private void hold(Code code, HeldChannels channels, Sum sum, Spot spot, Expr p) {
        Expr last = operands.epilogue.toNormalize(code, sum.value(), sum.place(), "");
        channels.put(code, channels.wholeRow() ? add(spot.x(), p) : p, sum.filter(), last);
    }

    private void normalize(Code code, HeldChannels channels, Expr example, Expr y, Expr first, int count) {
        channels.normalize(code, count, (inner, p, f, value) -> operands.epilogue.afterNormalization(inner, value,
                operands.place(example, f, y, inner.let(KernelType.INT, "x", add(first, p))), ""));
    }
}
