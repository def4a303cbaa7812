package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;
import static dev.netc.compiler.recipe.SmallBatchRecipe.FILTERS;
import static dev.netc.compiler.recipe.SmallBatchRecipe.VECTOR;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.program.Buffer;
import dev.netc.program.Size;

/**
 * The image of a convolution of a few examples, taken apart for Winograd's products: {@code [example][product][tile][channel]}. As many
 * channels as a vector has filters are taken apart in its lanes.
 *
 * @param channels of each segment
 * @param apart where it goes
 */
record SmallBatchImage(Node node, Layout layout, Geometry g, WinogradTiles tiles, List<Integer> channels,
        Lowered.Scratch apart) {
    /** Of the rows that a work-item reads. */
    private static final int BYTES = 100_000;
    private static final int VECTOR_BYTES = 64;
    private static final String READ = "read";

    static SmallBatchImage of(Node node, Layout layout, ContractionOperands operands, WinogradTiles tiles) {
        return new SmallBatchImage(node, layout, operands.g, tiles, operands.channels,
                new Lowered.Scratch(node.results().getLast().name() + ".apart", Buffer.BATCH,
                        (long) tiles.products() * tiles.count() * pitch(operands.g) * FILTERS));
    }

    /** Vectors from a tile to the next: an odd number, so that tiles do not share one set of a cache. */
    private static int pitch(Geometry g) {
        return Math.ceilDiv(g.channels(), FILTERS) | 1;
    }

    /** Numbers from a tile to the next. */
    int distance() {
        return pitch(g) * FILTERS;
    }

    /** Which tile of which product of an example it is, of all of them. */
    Expr number(Expr example, Expr product, Expr tile) {
        return Blocks.index(example, (long) tiles.products() * tiles.count(),
                add(multiply(product, whole(tiles.count())), tile));
    }

    /** The kernel. A work-item takes a row of tiles of a vector of channels apart. */
    Lowered lower() {
        KernelWriter writer = new KernelWriter(layout, "take_apart");
        List<String> images = ContractionOperands.images(node, writer);
        String into = writer.scratch(apart, "apart", VECTOR);
        Code code = writer.code();
        Expr vector = writer.dimension("vector", Math.ceilDiv(g.channels(), FILTERS));
        Expr row = writer.dimension("tile_row", tiles.rowsOfTiles());
        Expr example = writer.dimension("example", Size.perTile(1, 1));
        int height = tiles.down().products();
        int across = tiles.across().products();
        int step = tiles.across().outputs();
        int together = Chunks.even(tiles.columnsOfTiles(), Math.max(1, BYTES / (VECTOR_BYTES * height * step)));
        int width = (together - 1) * step + across;
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(row, whole(tiles.down().outputs())), whole(g.padTop())));
        code.array(KernelType.REAL, READ, height * width * FILTERS);
        code.loop("first_tile", whole(0), whole(tiles.columnsOfTiles()), together, (inPart, firstTile) -> {
            Expr left = inPart.let(KernelType.INT, "left",
                    subtract(multiply(firstTile, whole(step)), whole(g.padLeft())));
            inPart.loop("i", (long) height * width,
                    (inner, i) -> inner.storeVector(FILTERS, READ, i, new Expr.Convert(VECTOR, real(0))));
            read(inPart, images, example, multiply(vector, whole(FILTERS)), top, left, width);
            inPart.loop("tile", whole(0), Tiles.left(firstTile, together, tiles.columnsOfTiles()), 1,
                    (inTile, tile) -> WinogradTransform.write(inTile, VECTOR,
                            new Matrix(height, tiles.down()::ofNumbers), new Matrix(across, tiles.across()::ofNumbers),
                            across,
                            (line, column) -> call("vload" + FILTERS,
                                    add(add(whole((long) line * width), multiply(tile, whole(step))), column),
                                    new Name(READ)),
                            (inner, i, j, value) -> inner.store(into,
                                    add(multiply(number(example, add(multiply(i, whole(across)), whole(j)),
                                            add(multiply(row, whole(tiles.columnsOfTiles())), add(firstTile, tile))),
                                            whole(pitch(g))), vector),
                                    value)));
        });
        return writer.done(true);
    }

    /** Reads what lies on the image of the channels from {@code firstChannel} on, side by side. */
    private void read(Code code, List<String> images, Expr example, Expr firstChannel, Expr top, Expr left, int width) {
        int before = 0;
        for (int s = 0; s < images.size(); s++) {
            String image = images.get(s);
            long elements = (long) channels.get(s) * g.plane();
            Expr first = subtract(firstChannel, whole(before));
            Clipped.steps(code, "channel", first, FILTERS, 1, channels.get(s), (inChannel, channel) -> {
                Expr plane = inChannel.let(KernelType.LONG, "plane",
                        Blocks.index(example, elements, multiply(add(first, channel), whole(g.plane()))));
                Clipped.steps(inChannel, "y", top, tiles.down().products(), 1, g.height(),
                        (inRow, y) -> Clipped.steps(inRow, "x", left, width, 1, g.width(), (inner, x) -> {
                            Expr at = add(multiply(add(top, y), whole(g.width())), add(left, x));
                            inner.store(READ, add(multiply(add(multiply(y, whole(width)), x), whole(FILTERS)), channel),
                                    new Load(image, add(plane, at)));
                        }));
            });
            before += channels.get(s);
        }
    }
}
