package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.program.Size;

/**
 * conv for a few examples Winograd's way, given the weight taken apart. {@link SmallBatchImage} takes the image apart, so that all filters
 * read it. Then a work-item makes a vector of filters at a part of the tiles: for each product it sums over channels, some tiles at a
 * time, and puts the products together. A normalisation over all channels is a third kernel.
 */
final class SmallBatchWinograd {
    /** Of the products that a work-item keeps: a quarter of a small second cache. */
    private static final int PRODUCT_BYTES = 130_000;
    private static final int VECTOR_BYTES = 64;
    /** So many work-items an example keep some cores busy. */
    private static final int ITEMS = 8;

    private static final String PRODUCTS = "products";
    private static final String POSITIONS = "positions";

    private final Node node;
    private final Layout layout;
    private final ContractionOperands operands;
    private final WinogradWeight weight;
    private final WinogradTiles tiles;
    private final Lowered.Scratch transformed;
    private final SmallBatchImage image;
    private final Geometry g;
    private final int vectorsOfGroup;
    private final int tilesTogether;

    /**
     * A convolution.
     *
     * @param operands of a kernel that reads no image
     * @param transformed where the weight is that was taken apart
     */
    SmallBatchWinograd(Node node, Layout layout, ContractionOperands operands, WinogradWeight weight,
            Lowered.Scratch transformed) {
        this.node = node;
        this.layout = layout;
        this.operands = operands;
        this.weight = weight;
        this.tiles = weight.tiles();
        this.transformed = transformed;
        image = SmallBatchImage.of(node, layout, operands, tiles);
        g = operands.g;
        vectorsOfGroup = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        int fit = PRODUCT_BYTES / (VECTOR_BYTES * tiles.products());
        int share = Math.ceilDiv(tiles.count(), Math.ceilDiv(ITEMS, g.groups() * vectorsOfGroup));
        tilesTogether = Chunks.even(tiles.count(), Math.min(fit, share));
    }

    /** The weight taken apart. */
    WinogradWeight weight() {
        return weight;
    }

    Lowered.Scratch transformed() {
        return transformed;
    }

    /** The image taken apart. */
    Lowered.Scratch apart() {
        return image.apart();
    }

    List<Lowered> lower() {
        List<Lowered> kernels = new ArrayList<>(List.of(image.lower(), multiplyAndPutTogether()));
        operands.epilogue.normalization().ifPresent(lrn -> kernels.add(normalize(lrn)));
        return kernels;
    }

    private Lowered multiplyAndPutTogether() {
        KernelWriter writer = operands.writer;
        writer.describe("Winograd's tiles of " + tiles + " positions, for which " + g.kernelHeight() + " x "
                + g.kernelWidth() + " taps take " + tiles.products() + " products");
        writer.multiplyAdds(tiles.multiplyAdds());
        String numbers = writer.pointer(image.apart().name(), "apart", KernelType.REAL, false);
        String weights = writer.pointer(transformed.name(), "transformed", VECTOR, false);
        int registers = writer.tile(TileKind.SMALL_WINOGRAD, g, tiles.correlation()).columns();
        Code code = writer.code();
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        Expr part = writer.dimension("part", Math.ceilDiv(tiles.count(), tilesTogether));
        Expr vector = writer.dimension("vector", (long) g.groups() * vectorsOfGroup);
        Expr firstTile = code.let(KernelType.INT, "first_tile", multiply(part, whole(tilesTogether)));
        Expr group = code.let(KernelType.INT, "group", divide(vector, whole(vectorsOfGroup)));
        code.array(VECTOR, PRODUCTS, tiles.products() * pitch());
        code.loop("product", tiles.products(), (inProduct, product) -> {
            Expr first = inProduct.let(KernelType.LONG, "first_weight",
                    multiply(Blocks.index(vector, tiles.products(), product), whole(g.channelsOfGroup())));
            for (Tiles run : Tiles.alike(tilesTogether, registers)) {
                inProduct.block(inner -> multiplyAdd(inner, run, product, new Factors(weights, first, numbers,
                        numbers(inner, run, example, product, group, firstTile))));
            }
        });
        putTogether(code, example, vector, group, firstTile);
        return writer.done(true);
    }

    /** Where the numbers of the tiles of a run begin; a last part has fewer tiles, and makes its last one several times. */
    private List<Expr> numbers(Code code, Tiles run, Expr example, Expr product, Expr group, Expr firstTile) {
        List<Expr> first = new ArrayList<>();
        for (int t = 0; t < run.size(); t++) {
            Expr tile = add(firstTile, whole((long) run.from() + t));
            Expr there = tiles.count() % tilesTogether == 0 ? tile : min(tile, whole(tiles.count() - 1L));
            first.add(code.let(KernelType.LONG, "numbers" + t,
                    add(multiply(image.number(example, product, there), whole(image.distance())),
                            multiply(group, whole(g.channelsOfGroup())))));
        }
        return first;
    }

    /** Sums of a product, an odd number, so that they do not share one set of a cache with those of others. */
    private int pitch() {
        return tilesTogether | 1;
    }

    /**
     * What is multiplied.
     *
     * @param firstWeight where a vector of weights is for the first channel
     * @param firstNumbers where the number of each tile is for it
     */
    private record Factors(String weights, Expr firstWeight, String numbers, List<Expr> firstNumbers) {}

    /** Sums over all channels for the tiles of a run. */
    private void multiplyAdd(Code code, Tiles run, Expr product, Factors factors) {
        Name[] sums = new Name[run.size()];
        for (int t = 0; t < sums.length; t++) {
            sums[t] = code.variable(VECTOR, "sum" + t, new Expr.Convert(VECTOR, real(0)));
        }
        code.loop(KernelType.LONG, "channel", whole(0), whole(g.channelsOfGroup()), 1, (inner, channel) -> {
            Expr weightOfAll = inner.let(VECTOR, "weight",
                    new Load(factors.weights(), add(factors.firstWeight(), channel)));
            for (int t = 0; t < sums.length; t++) {
                Expr number = new Load(factors.numbers(), add(factors.firstNumbers().get(t), channel));
                inner.assign(sums[t], call("fma", weightOfAll, new Expr.Convert(VECTOR, number), sums[t]));
            }
        });
        for (int t = 0; t < sums.length; t++) {
            code.store(PRODUCTS, add(multiply(product, whole(pitch())), whole((long) run.from() + t)), sums[t]);
        }
    }

    private void putTogether(Code code, Expr example, Expr vector, Expr group, Expr firstTile) {
        int down = tiles.down().outputs();
        int across = tiles.across().outputs();
        int columns = tiles.across().products();
        Expr own = code.let(KernelType.INT, "own", multiply(remainder(vector, whole(vectorsOfGroup)), whole(FILTERS)));
        Expr firstFilter = code.let(KernelType.INT, "first_filter",
                add(multiply(group, whole(g.filtersOfGroup())), own));
        Expr filters = code.let(KernelType.INT, "filters",
                SmallBatchRecipe.filters(FILTERS, g.filtersOfGroup(), own));
        code.array(KernelType.REAL, POSITIONS, down * across * FILTERS);
        code.loop("tile", whole(0), Tiles.left(firstTile, tilesTogether, tiles.count()), 1, (inTile, tile) -> {
            WinogradTransform.write(inTile, VECTOR, new Matrix(down, tiles.down()::ofOutput),
                    new Matrix(across, tiles.across()::ofOutput), columns,
                    (row, column) -> new Load(PRODUCTS,
                            add(multiply(add(whole((long) row * columns), column), whole(pitch())), tile)),
                    (inner, i, j, value) -> inner.storeVector(FILTERS, POSITIONS,
                            add(multiply(i, whole(across)), whole(j)), value));
            Expr number = inTile.let(KernelType.INT, "number", add(firstTile, tile));
            Expr y = inTile.let(KernelType.INT, "first_y",
                    multiply(divide(number, whole(tiles.columnsOfTiles())), whole(down)));
            Expr x = inTile.let(KernelType.INT, "first_x",
                    multiply(remainder(number, whole(tiles.columnsOfTiles())), whole(across)));
            inTile.loop("f", whole(0), filters, 1, (inFilter, f) -> {
                Expr filter = inFilter.let(KernelType.INT, "filter", add(firstFilter, f));
                inFilter.loop("i", whole(0), Tiles.left(y, down, g.outHeight()), 1, (inRow, i) -> inRow.loop("j",
                        whole(0), Tiles.left(x, across, g.outWidth()), 1,
                        (inner, j) -> operands.finish(inner, new Load(POSITIONS,
                                add(multiply(add(multiply(i, whole(across)), j), whole(FILTERS)), f)), example,
                                filter, add(y, i), add(x, j), "")));
            });
        });
    }

    /** A work-item normalises a row of positions, as many at a time as private memory holds. */
    private Lowered normalize(Lrn lrn) {
        KernelWriter writer = new KernelWriter(layout, "normalize");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Code code = writer.code();
        Expr y = writer.dimension("y", g.outHeight());
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        int together = Chunks.even(g.outWidth(), HeldChannels.most(lrn, g.filters()));
        HeldChannels channels = new HeldChannels(lrn, g.filters(), together);
        channels.clear(code);
        code.loop("first_x", whole(0), whole(g.outWidth()), together, (inPart, first) -> {
            Expr count = inPart.let(KernelType.INT, "count", Tiles.left(first, together, g.outWidth()));
            inPart.loop("filter", g.filters(), (inFilter, filter) -> inFilter.loop("x", whole(0), count, 1,
                    (inner, x) -> channels.put(inner, x, filter, new Load(epilogue.normalized(),
                            operands.place(example, filter, y, add(first, x)).index()))));
            channels.normalize(inPart, count, (inner, x, filter, value) -> epilogue.afterNormalization(inner, value,
                    operands.place(example, filter, y, add(first, x)), ""));
        });
        return writer.done(true);
    }
}
