package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.compiler.recipe.WinogradWeight.Part;

/**
 * A correlation Winograd's way. A work-item owns a tile of positions of a block of examples. It takes the tile of each plane apart, so
 * that each of its numbers belongs to one product; for each product it sums over planes, by register tiles of results, a weight being
 * one broadcast number; and it puts the sums together to positions. In which order numbers are added depends on the layer alone: parts of the
 * planes are summed each by itself, which rounds less than one long sum, and then added.
 */
final class WinogradProduct {
    private static final String READ = "read";
    private static final String APART = "apart";
    private static final String PRODUCTS = "products";

    private final WinogradSide side;
    private final KernelWriter writer;
    private final WinogradTiles tiles;
    private final WinogradWeight weight;
    private final Correlation c;
    private final int rows;
    private final String transformed;
    /** How far the planes of one product lie from those of the next: an odd number, so that they do not share one set of a cache. */
    private final int planePitch;
    private final int resultPitch;
    /** Whether what is to be normalised takes the place of the products that it was made of: where all results are made together. */
    private final boolean keepsToNormalize;

    /**
     * Declares the transformed weight.
     *
     * @param scratch where it is
     */
    WinogradProduct(WinogradSide side, WinogradWeight weight, Lowered.Scratch scratch) {
        this.side = side;
        this.writer = side.writer();
        this.weight = weight;
        this.tiles = weight.tiles();
        this.c = tiles.correlation();
        this.rows = writer.tile(TileKind.WINOGRAD, side.layer(), c).rows();
        this.transformed = writer.pointer(scratch.name(), "transformed", KernelType.REAL, false);
        this.planePitch = weight.segments().stream().mapToInt(tiles::planesTogether).max().orElseThrow() + 1;
        this.resultPitch = tiles.resultsTogether() + 1;
        this.keepsToNormalize = side.normalizes() && c.groups() == 1 && tiles.resultsTogether() >= c.rows();
    }

    Lowered lower() {
        writer.describe("Winograd's tiles of " + tiles + " positions, for which " + c.kernelHeight() + " x "
                + c.kernelWidth() + " taps" + (c.phases().count() == 1 ? "" : " of a phase") + " take "
                + tiles.products() + " products");
        writer.multiplyAdds(tiles.multiplyAdds());
        Code code = writer.code();
        Expr tileX = writer.dimension("tile_x", tiles.columnsOfTiles());
        Expr tileY = writer.dimension("tile_y", tiles.rowsOfTiles());
        Expr block = writer.blocks("block", 1);
        Expr y = code.let(KernelType.INT, "first_y", multiply(tileY, whole(tiles.down().outputs())));
        Expr x = code.let(KernelType.INT, "first_x", multiply(tileX, whole(tiles.across().outputs())));
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(y, whole(c.phases().down())), whole(c.padTop())));
        Expr left = code.let(KernelType.INT, "left",
                subtract(multiply(x, whole(c.phases().across())), whole(c.padLeft())));
        code.array(writer.vector(), READ, tiles.products());
        code.array(writer.vector(), APART, tiles.products() * planePitch);
        code.array(writer.vector(), PRODUCTS, tiles.products() * resultPitch);
        if (c.phases().count() == 1) {
            clear(code, READ, tiles.products()); // what lies on padding stays zero
        }
        code.loop("group", c.groups(), (inGroup, group) -> weight.everyTile(inGroup, (inTiles, firstTile) -> {
            Expr first = inTiles.let(KernelType.INT, "first_result", multiply(firstTile, whole(WinogradWeight.TILE)));
            if (!weight.onePart()) {
                clear(inTiles, PRODUCTS, tiles.products() * resultPitch);
            }
            weight.everyPart(writer, inTiles, group, firstTile, (inPart, part) -> {
                takeApart(inPart, block, group, part, top, left);
                inPart.loop("product", tiles.products(),
                        (inProduct, product) -> multiplyAdd(inProduct, product, first, part));
            });
            putTogether(inTiles, block, group, first, y, x);
        }));
        if (keepsToNormalize) {
            everyPosition(code, y, x, (inner, i, j) -> {
                Expr first = inner.let(KernelType.INT, "held", held(i, j, whole(0)));
                side.normalizeHeld(inner, block, add(y, i), add(x, j),
                        (of, result) -> new Load(PRODUCTS, add(first, result)));
            });
        } else if (side.normalizes()) {
            everyPosition(code, y, x, (inner, i, j) -> side.normalize(inner, block, add(y, i), add(x, j)));
        }
        return writer.done();
    }

    /** Where among the products a result waits to be normalised. */
    private Expr held(Expr i, Expr j, Expr result) {
        Expr position = add(multiply(i, whole(tiles.across().outputs())), j);
        return add(multiply(position, whole(resultPitch)), result);
    }

    private void clear(Code code, String array, int length) {
        code.loop("i", length, (inner, i) -> inner.store(array, i, new Expr.Convert(writer.vector(), real(0))));
    }

    private void takeApart(Code code, Expr block, Expr group, Part part, Expr top, Expr left) {
        Phases phases = c.phases();
        int columns = tiles.across().products();
        code.loop(writer.index(), "plane", whole(0), part.planes(), 1, (inPlane, plane) -> {
            Expr phase = add(part.firstPlane(), plane);
            Expr firstRow = top;
            Expr firstColumn = left;
            if (phases.count() > 1) {
                firstRow = inPlane.let(KernelType.INT, "first_row", add(top, phases.row(phase)));
                firstColumn = inPlane.let(KernelType.INT, "first_column", add(left, phases.column(phase)));
                clear(inPlane, READ, tiles.products()); // other places lie on padding than of the phase before
            }
            read(inPlane, block, group, part.segment(), phases.channel(phase), firstRow, firstColumn);
            WinogradTransform.write(inPlane, writer.vector(),
                    new Matrix(tiles.down().products(), tiles.down()::ofNumbers),
                    new Matrix(columns, tiles.across()::ofNumbers), columns,
                    (row, column) -> new Load(READ, add(whole((long) row * columns), column)),
                    (inner, i, j, value) -> inner.store(APART,
                            add(multiply(add(multiply(i, whole(columns)), whole(j)), whole(planePitch)), plane),
                            value));
        });
    }

    /** Reads the tile of a phase that begins there. */
    private void read(Code code, Expr block, Expr group, int segment, Expr channel, Expr firstRow, Expr firstColumn) {
        int columns = tiles.across().products();
        int down = c.phases().down();
        int across = c.phases().across();
        Clipped.steps(code, "i", firstRow, tiles.down().products(), down, c.height(),
                (inRow, i) -> Clipped.steps(inRow, "j", firstColumn, columns, across, c.width(),
                        (inner, j) -> inner.store(READ, add(multiply(i, whole(columns)), j),
                                side.read(segment, block, group, channel, add(firstRow, multiply(i, whole(down))),
                                        add(firstColumn, multiply(j, whole(across)))))));
    }

    /** Adds what the planes of a part give to every result of a product. */
    private void multiplyAdd(Code code, Expr product, Expr first, Part part) {
        for (Tiles run : Tiles.of(c.rows(), WinogradWeight.TILE)) {
            run.within(code, "row", first, tiles.resultsTogether(), (inRun, result) -> {
                Expr weights = inRun.let(writer.index(), "weights",
                        part.at(product, divide(result, whole(WinogradWeight.TILE))));
                Expr sums = inRun.let(writer.index(), "sums",
                        add(multiply(product, whole(resultPitch)), subtract(result, first)));
                for (Tiles registers : Tiles.alike(run.size(), rows)) {
                    inRun.block(inner -> register(inner, product, part, weights, sums, registers));
                }
            });
        }
    }

    private void register(Code code, Expr product, Part part, Expr weights, Expr first, Tiles run) {
        Name[] sums = new Name[run.size()];
        for (int r = 0; r < sums.length; r++) {
            sums[r] = code.variable(writer.vector(), "sum" + r, new Expr.Convert(writer.vector(), real(0)));
        }
        Expr numbers = code.let(writer.index(), "numbers", multiply(product, whole(planePitch)));
        weight.everyPlane(writer, code, part, weights, (inner, plane, at) -> {
            Expr value = inner.let(writer.vector(), "value", new Load(APART, add(numbers, plane)));
            for (int r = 0; r < sums.length; r++) {
                Expr factor = inner.let(writer.vector(), "weight" + r, new Expr.Convert(writer.vector(),
                        new Load(transformed, add(at, whole((long) (run.from() + r) * weight.stride())))));
                inner.assign(sums[r], call("fma", factor, value, sums[r]));
            }
        });
        for (int r = 0; r < sums.length; r++) {
            Expr at = add(first, whole(run.from() + r));
            code.store(PRODUCTS, at, weight.onePart() ? sums[r] : add(new Load(PRODUCTS, at), sums[r]));
        }
    }

    private void putTogether(Code code, Expr block, Expr group, Expr first, Expr y, Expr x) {
        int columns = tiles.across().products();
        Expr end = min(add(first, whole(tiles.resultsTogether())), whole(c.rows()));
        code.loop("row", first, end, 1, (inner, result) -> {
            Expr own = subtract(result, first);
            inner.array(writer.vector(), "positions", tiles.down().outputs() * tiles.across().outputs());
            WinogradTransform.write(inner, writer.vector(), new Matrix(tiles.down().outputs(), tiles.down()::ofOutput),
                    new Matrix(tiles.across().outputs(), tiles.across()::ofOutput), columns,
                    (row, column) -> new Load(PRODUCTS, add(multiply(add(whole((long) row * columns), column),
                            whole(resultPitch)), own)),
                    (at, i, j, value) -> at.store("positions",
                            add(multiply(i, whole(tiles.across().outputs())), whole(j)), value));
            Expr number = add(multiply(group, whole(c.rows())), result);
            everyPosition(inner, y, x, (at, i, j) -> {
                Expr sum = new Load("positions", add(multiply(i, whole(tiles.across().outputs())), j));
                if (keepsToNormalize) {
                    at.store(PRODUCTS, held(i, j, result),
                            side.toNormalize(at, block, number, add(y, i), add(x, j), sum));
                } else {
                    side.finish(at, block, number, add(y, i), add(x, j), sum);
                }
            });
        });
    }

    private interface EachPosition {
        void write(Code code, Expr i, Expr j);
    }

    private void everyPosition(Code code, Expr y, Expr x, EachPosition body) {
        code.loop("i", whole(0), Tiles.left(y, tiles.down().outputs(), c.outHeight()), 1,
                (inRow, i) -> inRow.loop("j", whole(0),
                        Tiles.left(x, tiles.across().outputs(), c.outWidth()), 1,
                        (inner, j) -> body.write(inner, i, j)));
    }

}
