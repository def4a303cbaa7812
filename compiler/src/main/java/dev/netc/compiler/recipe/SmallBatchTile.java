package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.SmallBatchRows.Spot;
import dev.netc.compiler.recipe.SmallBatchRows.Strip;

/**
 * The register tile of a convolution for a few examples: some vectors of filters times some neighbouring positions of a row. The
 * window is clipped to the image when the kernel is written. Sums lie in private memory from one run of channels to the next.
 *
 * @param rolled whether taps stay a loop: with few registers, values that two taps read are better read twice than kept
 */
record SmallBatchTile(ContractionOperands operands, SmallBatchRows rows, boolean rolled) {
    /** Private memory: of each position the sums of all filters of the tile. */
    static final String SUMS = "sums";

    /**
     * Filters of a tile.
     *
     * @param vectors how many vectors of them
     * @param group their group
     * @param first number of the first of all filters
     */
    record Filters(int vectors, Expr group, Expr first) {}

    /**
     * A run of channels of a segment of the image.
     *
     * @param before weights of a filter that belong to the segments before
     */
    record Channels(int segment, int before, Expr from, Expr to) {}

    /** Adds a run of channels to the sums of a spot's positions, the first of which is the {@code held}-th in private memory. */
    void accumulate(Code code, Filters filters, Channels channels, Expr example, Spot spot, Expr held) {
        int vectors = filters.vectors();
        Name[][] sums = new Name[vectors][spot.strip().count()];
        Expr first = code.let(KernelType.INT, "first_sum", multiply(held, whole(vectors)));
        each(sums, (v, p) -> sums[v][p] = code.variable(VECTOR, "sum" + v + "_" + p,
                call("vload" + FILTERS, place(first, vectors, v, p), new Name(SUMS))));
        Expr top = code.let(KernelType.INT, "top", rows.top(spot.y()));
        code.loop("channel", channels.from(), channels.to(), 1,
                (inner, channel) -> channel(inner, filters, channels, channel,
                        example, top, spot, sums));
        each(sums, (v, p) -> code.storeVector(FILTERS, SUMS, place(first, vectors, v, p), sums[v][p]));
    }

    private interface Each {
        void at(int vector, int position);
    }

    private static void each(Name[][] sums, Each body) {
        for (int p = 0; p < sums[0].length; p++) {
            for (int v = 0; v < sums.length; v++) {
                body.at(v, p);
            }
        }
    }

    private static Expr place(Expr first, int vectors, int vector, int position) {
        return add(first, whole((long) position * vectors + vector));
    }

    private void channel(Code code, Filters filters, Channels channels, Expr channel, Expr example, Expr top, Spot spot,
            Name[][] sums) {
        Geometry g = rows.g();
        long elements = (long) operands.channels.get(channels.segment()) * rows.height() * rows.width();
        Expr from = rows.rowsInside() ? whole(0) : max(whole(0), subtract(whole(0), top));
        Expr to = rows.rowsInside()
                ? whole(g.kernelHeight())
                : min(whole(g.kernelHeight()), subtract(whole(rows.height()), top));
        code.loop("ky", from, to, 1, (inner, ky) -> {
            Expr ofImage = add(multiply(filters.group(), whole(g.channelsOfGroup())), channel);
            Expr row = inner.let(KernelType.LONG, "row", Blocks.index(example, elements,
                    add(multiply(add(multiply(ofImage, whole(rows.height())), add(top, ky)), whole(rows.width())),
                            rows.left(spot.x()))));
            Expr weight = inner.let(KernelType.LONG, "w",
                    Blocks.index(divide(filters.first(), whole(FILTERS)), g.filterLength(),
                            add(multiply(add(multiply(channel, whole(g.kernelHeight())), ky), whole(g.kernelWidth())),
                                    whole(channels.before()))));
            taps(spot.strip())
                    .forEach(taps -> taps.each(inner, (atTap, kx) -> multiplyAdd(atTap, channels.segment(), kx,
                            taps.positions(), row, weight, sums)));
        });
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
        for (int kx = 0; kx < rows.g().kernelWidth(); kx++) {
            int tap = kx;
            List<Integer> seen = IntStream.range(0, strip.count()).filter(p -> rows.onImage(strip, p, tap)).boxed()
                    .toList();
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
                    new Load(operands.weight, add(weight, add(kx, whole((long) v * rows.g().filterLength()))))));
        }
        for (int p : seen) {
            Expr at = add(row, add(kx, whole((long) p * rows.g().strideWidth())));
            Expr value = code.let(VECTOR, "value" + p + suffix,
                    new Expr.Convert(VECTOR, new Load(operands.images.get(s), at)));
            for (int v = 0; v < sums.length; v++) {
                code.assign(sums[v][p], call("fma", weights.get(v), value, sums[v][p]));
            }
        }
    }
}
