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
import java.util.List;
import java.util.function.Consumer;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.program.Size;

/**
 * conv for a few examples. A register tile is some vectors of filters times some neighbouring positions of a row; a work-item
 * makes one, or, where a normalisation follows, those of all filters at its positions. The window is clipped to the image when
 * the kernel is written: the tiles at the left and right edge have code of their own. A window of one pixel sees the whole
 * image as one row.
 */
final class SmallBatchConvolution {
    /** A tile of so few positions has more vectors of filters. */
    private static final int FEW_POSITIONS = 4;
    private static final int VECTORS_OF_FEW = 4;

    /** The private array in which a normalisation finds its values. */
    private static final String HELD = "held";

    private final ContractionOperands operands;
    private final KernelWriter writer;
    private final Geometry g;
    private final int height;
    private final int width;
    private final int outHeight;
    private final int outWidth;
    private final int tilesOfRow;
    private final int positions;
    private final int vectors;

    /** Tiles of a row, from one number to another, that the same code makes: {@code count} positions each. */
    private record Strip(int from, int to, int count, boolean inside) {}

    /** Where a register tile stands. */
    private record Spot(Expr example, Expr y, Expr x, Strip strip) {}

    SmallBatchConvolution(ContractionOperands operands) {
        this.operands = operands;
        writer = operands.writer;
        g = operands.g;
        boolean flat = g.taps() == 1 && g.outPlane() == g.plane() && g.padTop() == 0 && g.padLeft() == 0;
        height = flat ? 1 : g.height();
        width = flat ? g.plane() : g.width();
        outHeight = flat ? 1 : g.outHeight();
        outWidth = flat ? g.outPlane() : g.outWidth();
        // with two vectors of filters and nine positions up to eighteen accumulators
        Tile tile = writer.tile(TileKind.SMALL_FORWARD, g);
        tilesOfRow = Math.ceilDiv(outWidth, tile.columns());
        positions = Math.ceilDiv(outWidth, tilesOfRow);
        vectors = positions <= FEW_POSITIONS ? VECTORS_OF_FEW : tile.rows();
    }

    Lowered lower() {
        Code code = writer.code();
        Expr place = writer.dimension("place", (long) outHeight * tilesOfRow);
        int vectorsOfGroup = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        int tilesOfGroup = Math.ceilDiv(vectorsOfGroup, vectors);
        boolean normalized = operands.epilogue.normalization().isPresent();
        Expr tile = normalized ? whole(0) : writer.dimension("tile", (long) g.groups() * tilesOfGroup);
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        Expr y = code.let(KernelType.INT, "y", divide(place, whole(tilesOfRow)));
        Expr ofRow = code.let(KernelType.INT, "tile_of_row", remainder(place, whole(tilesOfRow)));
        Expr group = normalized ? whole(0) : code.let(KernelType.INT, "group", divide(tile, whole(tilesOfGroup)));
        Expr vector = normalized
                ? whole(0)
                : code.let(KernelType.INT, "vector",
                        multiply(remainder(tile, whole(tilesOfGroup)), whole(vectors)));
        for (Strip strip : strips()) {
            Expr x = strip.from() == strip.to() - 1
                    ? whole((long) strip.from() * positions)
                    : multiply(ofRow, whole(positions));
            Spot spot = new Spot(example, y, x, strip);
            on(code, strip.to() - strip.from() < tilesOfRow, within(ofRow, strip), then -> {
                if (normalized) {
                    clear(then);
                    everyFilter(then, vectorsOfGroup, spot);
                    normalize(then, operands.epilogue.normalization().orElseThrow(), spot);
                } else {
                    List<Tiles> parts = Tiles.of(vectorsOfGroup, vectors);
                    parts.forEach(part -> on(then, parts.size() > 1, part.holds(vector),
                            inner -> tile(inner, part.size(), group, vector, spot)));
                }
            });
        }
        return writer.done(true);
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

    private void everyFilter(Code code, int vectorsOfGroup, Spot spot) {
        code.loop("group", g.groups(), (inGroup, group) -> {
            for (Tiles part : Tiles.of(vectorsOfGroup, vectors)) {
                inGroup.loop("tile", part.count(), (inTile, tile) -> tile(inTile, part.size(), group,
                        inTile.let(KernelType.INT, "vector", add(multiply(tile, whole(part.size())),
                                whole(part.from()))),
                        spot));
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
            for (int kx = 0; kx < g.kernelWidth(); kx++) {
                multiplyAdd(inner, s, kx, row, weight, spot, sums);
            }
        }));
    }

    private void multiplyAdd(Code code, int s, int kx, Expr row, Expr weight, Spot spot, Name[][] sums) {
        List<Expr> weights = new ArrayList<>();
        for (int v = 0; v < sums.length; v++) {
            weights.add(code.let(VECTOR, "weight" + v + "_" + kx,
                    new Load(operands.weight, add(weight, whole((long) v * g.filterLength() + kx)))));
        }
        for (int p = 0; p < spot.strip().count(); p++) {
            if (onImage(spot.strip(), p, kx)) {
                Expr at = add(row, whole((long) p * g.strideWidth() + kx));
                Expr value = code.let(VECTOR, "value" + p + "_" + kx,
                        new Expr.Convert(VECTOR, new Load(operands.images.get(s), at)));
                for (int v = 0; v < sums.length; v++) {
                    code.assign(sums[v][p], call("fma", weights.get(v), value, sums[v][p]));
                }
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
        int filters = sums.length * FILTERS;
        code.loop("f", whole(0), SmallBatchRecipe.filters(filters, g.filtersOfGroup(), inGroup), 1,
                (inFilter, f) -> inFilter.loop("p", spot.strip().count(), (inner, p) -> {
                    Expr x = inner.let(KernelType.INT, "x", add(spot.x(), p));
                    Expr of = add(filter, f);
                    Expr sum = operands.biased(inner,
                            new Load("sums", add(multiply(p, whole(filters)), f)), of, spot.y(), x, "");
                    Epilogue.Place place = operands.place(spot.example(), of, spot.y(), x);
                    if (operands.epilogue.normalization().isPresent()) {
                        Expr last = operands.epilogue.beforeNormalization(inner, sum, place, "");
                        inner.store(HELD, add(multiply(of, whole(FILTERS)), p), last);
                    } else {
                        operands.epilogue.finish(inner, sum, place, "");
                    }
                }));
    }

    /** Positions side by side in the lanes of a vector; those that are none are zero. */
    private void clear(Code code) {
        code.array(KernelType.REAL, HELD, g.filters() * FILTERS);
        code.loop("i", (long) g.filters() * FILTERS, (inner, i) -> inner.store(HELD, i, real(0)));
    }

    private void normalize(Code code, Lrn lrn, Spot spot) {
        new Normalization(lrn, g.filters(), VECTOR).across(code, "",
                (at, c) -> call("vload" + FILTERS, c, new Name(HELD)),
                (at, c, value) -> at.storeVector(FILTERS, HELD, c, value));
        code.loop("f", g.filters(), (inFilter, f) -> inFilter.loop("p", spot.strip().count(), (inner, p) -> {
            Expr x = inner.let(KernelType.INT, "x", add(spot.x(), p));
            Expr value = inner.let(KernelType.REAL, "value",
                    new Load(HELD, add(multiply(f, whole(FILTERS)), p)));
            operands.epilogue.afterNormalization(inner, value, operands.place(spot.example(), f, spot.y(), x), "");
        }));
    }
}
