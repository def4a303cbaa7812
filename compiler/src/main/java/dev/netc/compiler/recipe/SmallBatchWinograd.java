package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
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

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.program.Buffer;
import dev.netc.program.Size;

/**
 * conv for a few examples Winograd's way, given the weight taken apart. The image is taken apart by a kernel of its own, sixteen channels in
 * the lanes, so that all filters read it. Then a work-item makes sixteen filters, which are its lanes, at some rows of tiles: for each product
 * it sums over channels, some tiles at a time, and puts the products together. A normalisation over all channels is a third kernel.
 */
final class SmallBatchWinograd {
    /** Of the products that a work-item keeps: a quarter of a small second cache. */
    private static final int PRODUCT_BYTES = 130_000;
    /** Of the rows of the image that it takes apart. */
    private static final int IMAGE_BYTES = 100_000;
    private static final int VECTOR_BYTES = 64;
    /** So many work-items an example keep some cores busy. */
    private static final int ITEMS = 8;

    private static final String READ = "read";
    private static final String PRODUCTS = "products";
    private static final String POSITIONS = "positions";

    private final Node node;
    private final Layout layout;
    private final ContractionOperands operands;
    private final WinogradTiles tiles;
    private final Lowered.Scratch transformed;
    private final Lowered.Scratch apart;
    private final Geometry g;
    private final int vectorsOfChannels;
    private final int vectorsOfGroup;
    private final int rowsTogether;

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
        this.tiles = weight.tiles();
        this.transformed = transformed;
        g = operands.g;
        vectorsOfChannels = Math.ceilDiv(g.channels(), FILTERS);
        vectorsOfGroup = Math.ceilDiv(g.filtersOfGroup(), FILTERS);
        apart = new Lowered.Scratch(node.results().getLast().name() + ".apart", Buffer.BATCH,
                (long) tiles.products() * tiles.count() * vectorsOfChannels * FILTERS);
        int rows = tiles.rowsOfTiles();
        int fit = PRODUCT_BYTES / (VECTOR_BYTES * tiles.products() * tiles.columnsOfTiles());
        int share = Math.ceilDiv(rows, Math.ceilDiv(ITEMS, g.groups() * vectorsOfGroup));
        rowsTogether = Chunks.even(rows, Math.clamp(Math.min(fit, share), 1, rows));
    }

    List<Lowered> lower() {
        List<Lowered> kernels = new ArrayList<>(List.of(takeApart(), multiplyAndPutTogether()));
        operands.epilogue.normalization().ifPresent(lrn -> kernels.add(normalize(lrn)));
        return kernels;
    }

    /** A work-item takes a row of tiles of sixteen channels apart: {@code [product][tile][channel]}. */
    private Lowered takeApart() {
        KernelWriter writer = new KernelWriter(layout, "take_apart");
        List<String> images = new ArrayList<>();
        for (Value segment : Epilogue.rootInputs(node).subList(0, operands.channels.size())) {
            images.add(writer.input(segment, operands.channels.size() == 1 ? "image" : "image" + images.size()));
        }
        String into = writer.scratch(apart, "apart", VECTOR);
        Code code = writer.code();
        Expr vector = writer.dimension("vector", vectorsOfChannels);
        Expr row = writer.dimension("tile_row", tiles.rowsOfTiles());
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        int height = tiles.down().products();
        int across = tiles.across().products();
        int step = tiles.across().outputs();
        int together = Chunks.even(tiles.columnsOfTiles(),
                Math.max(1, IMAGE_BYTES / (VECTOR_BYTES * height * step)));
        int width = (together - 1) * step + across;
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(row, whole(tiles.down().outputs())), whole(g.padTop())));
        Expr firstChannel = code.let(KernelType.INT, "first_channel", multiply(vector, whole(FILTERS)));
        code.array(KernelType.REAL, READ, height * width * FILTERS);
        code.loop("first_tile", whole(0), whole(tiles.columnsOfTiles()), together, (inPart, firstTile) -> {
            Expr left = inPart.let(KernelType.INT, "left",
                    subtract(multiply(firstTile, whole(step)), whole(g.padLeft())));
            inPart.loop("i", (long) height * width,
                    (inner, i) -> inner.storeVector(FILTERS, READ, i, new Expr.Convert(VECTOR, real(0))));
            read(inPart, images, example, firstChannel, top, left, height, width);
            inPart.loop("tile", whole(0), Tiles.left(firstTile, together, tiles.columnsOfTiles()), 1,
                    (inTile, tile) -> WinogradTransform.write(inTile, VECTOR,
                            new Matrix(height, tiles.down()::ofNumbers), new Matrix(across, tiles.across()::ofNumbers),
                            across,
                            (line, column) -> call("vload" + FILTERS,
                                    add(add(whole((long) line * width), multiply(tile, whole(step))), column),
                                    new Name(READ)),
                            (inner, i, j, value) -> inner.store(into,
                                    add(multiply(numbers(example, add(multiply(i, whole(across)), whole(j)),
                                            add(multiply(row, whole(tiles.columnsOfTiles())), add(firstTile, tile))),
                                            whole(vectorsOfChannels)), vector),
                                    value)));
        });
        return writer.done(true);
    }

    /** Which tile of which product of an example it is, of all of them. */
    private Expr numbers(Expr example, Expr product, Expr tile) {
        return Blocks.index(example, (long) tiles.products() * tiles.count(),
                add(multiply(product, whole(tiles.count())), tile));
    }

    /** Reads what lies on the image of sixteen channels, side by side. */
    private void read(Code code, List<String> images, Expr example, Expr firstChannel, Expr top, Expr left, int height,
            int width) {
        int before = 0;
        for (int s = 0; s < images.size(); s++) {
            String image = images.get(s);
            int channels = operands.channels.get(s);
            Expr ofSegment = subtract(firstChannel, whole(before));
            clipped(code, "channel", ofSegment, FILTERS, channels, (inChannel, channel) -> {
                Expr plane = inChannel.let(KernelType.LONG, "plane", Blocks.index(example,
                        (long) channels * g.plane(), multiply(add(ofSegment, channel), whole(g.plane()))));
                clipped(inChannel, "y", top, height, g.height(), (inRow, y) -> clipped(inRow, "x", left, width,
                        g.width(),
                        (inner, x) -> inner.store(READ,
                                add(multiply(add(multiply(y, whole(width)), x), whole(FILTERS)), channel),
                                new Load(image, add(plane,
                                        add(multiply(add(top, y), whole(g.width())), add(left, x)))))));
            });
            before += channels;
        }
    }

    /** A loop over those of {@code count} numbers from {@code first} on that are not negative and less than {@code extent}. */
    private static void clipped(Code code, String name, Expr first, int count, int extent, Code.Loop body) {
        code.loop(name, max(whole(0), subtract(whole(0), first)), min(whole(count), subtract(whole(extent), first)), 1,
                body);
    }

    private Lowered multiplyAndPutTogether() {
        KernelWriter writer = operands.writer;
        writer.describe("Winograd's tiles of " + tiles + " positions, for which " + g.kernelHeight() + " x "
                + g.kernelWidth() + " taps take " + tiles.products() + " products");
        writer.multiplyAdds(tiles.multiplyAdds());
        String numbers = writer.pointer(apart.name(), "apart", KernelType.REAL, false);
        String weight = writer.pointer(transformed.name(), "transformed", VECTOR, false);
        int registers = writer.tile(TileKind.SMALL_WINOGRAD, g, tiles.correlation()).columns();
        Code code = writer.code();
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        Expr part = writer.dimension("part", Math.ceilDiv(tiles.rowsOfTiles(), rowsTogether));
        Expr vector = writer.dimension("vector", (long) g.groups() * vectorsOfGroup);
        Expr firstRow = code.let(KernelType.INT, "first_row", multiply(part, whole(rowsTogether)));
        Expr rows = code.let(KernelType.INT, "rows", Tiles.left(firstRow, rowsTogether, tiles.rowsOfTiles()));
        Expr firstTile = code.let(KernelType.INT, "first_tile", multiply(firstRow, whole(tiles.columnsOfTiles())));
        Expr group = code.let(KernelType.INT, "group", divide(vector, whole(vectorsOfGroup)));
        code.array(VECTOR, PRODUCTS, tiles.products() * pitch());
        boolean alike = tiles.rowsOfTiles() % rowsTogether == 0;
        int ofRun = alike ? rowsTogether * tiles.columnsOfTiles() : tiles.columnsOfTiles();
        code.loop("product", tiles.products(), (inProduct, product) -> {
            Expr weights = inProduct.let(KernelType.LONG, "weights", multiply(
                    Blocks.index(vector, tiles.products(), product), whole(g.channelsOfGroup())));
            inProduct.loop("row", whole(0), alike ? whole(1) : rows, 1, (inRow, row) -> {
                Expr ownTile = inRow.let(KernelType.INT, "own_tile", multiply(row, whole(ofRun)));
                Expr first = inRow.let(KernelType.LONG, "first_number",
                        add(multiply(numbers(example, product, add(firstTile, ownTile)), whole(channelsApart())),
                                multiply(group, whole(g.channelsOfGroup()))));
                Expr sums = inRow.let(KernelType.INT, "first_sum",
                        add(multiply(product, whole(pitch())), ownTile));
                for (Tiles run : Tiles.alike(ofRun, registers)) {
                    inRow.block(inner -> multiplyAdd(inner, run, weight, weights, numbers, first, sums));
                }
            });
        });
        putTogether(code, example, vector, group, firstTile, rows);
        return writer.done(true);
    }

    private int channelsApart() {
        return vectorsOfChannels * FILTERS;
    }

    /** Sums of a product, an odd number, so that they do not share one set of a cache with those of others. */
    private int pitch() {
        return rowsTogether * tiles.columnsOfTiles() | 1;
    }

    /** Sums over all channels for the tiles of a run. */
    private void multiplyAdd(Code code, Tiles run, String weight, Expr weights, String numbers, Expr first,
            Expr firstSum) {
        Name[] sums = new Name[run.size()];
        for (int t = 0; t < sums.length; t++) {
            sums[t] = code.variable(VECTOR, "sum" + t, new Expr.Convert(VECTOR, real(0)));
        }
        code.loop(KernelType.LONG, "channel", whole(0), whole(g.channelsOfGroup()), 1, (inner, channel) -> {
            Expr factor = inner.let(VECTOR, "weight", new Load(weight, add(weights, channel)));
            for (int t = 0; t < sums.length; t++) {
                Expr at = add(first, add(whole((long) (run.from() + t) * channelsApart()), channel));
                inner.assign(sums[t], call("fma", factor, new Expr.Convert(VECTOR, new Load(numbers, at)), sums[t]));
            }
        });
        for (int t = 0; t < sums.length; t++) {
            code.store(PRODUCTS, add(firstSum, whole(run.from() + t)), sums[t]);
        }
    }

    private void putTogether(Code code, Expr example, Expr vector, Expr group, Expr firstTile, Expr rows) {
        int down = tiles.down().outputs();
        int across = tiles.across().outputs();
        int columns = tiles.across().products();
        Expr own = code.let(KernelType.INT, "own", multiply(remainder(vector, whole(vectorsOfGroup)), whole(FILTERS)));
        Expr firstFilter = code.let(KernelType.INT, "first_filter",
                add(multiply(group, whole(g.filtersOfGroup())), own));
        Expr filters = code.let(KernelType.INT, "filters",
                SmallBatchRecipe.filters(FILTERS, g.filtersOfGroup(), own));
        code.array(KernelType.REAL, POSITIONS, down * across * FILTERS);
        code.loop("tile", whole(0), multiply(rows, whole(tiles.columnsOfTiles())), 1, (inTile, tile) -> {
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
