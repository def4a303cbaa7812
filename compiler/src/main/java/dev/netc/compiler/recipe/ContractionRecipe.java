package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.binary;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Size;

/**
 * conv, dense and local, forwards. Many lanes: a register tile of filters times blocks of examples accumulates over channels and
 * window, a weight being one broadcast number and the window being clipped to the image, so that padding costs nothing. A
 * work-item owns a row of positions (dense: a tile of filters, over all examples). One lane: a work-item owns one output.
 */
final class ContractionRecipe implements Recipe {
    /** Images with fewer rows are cut by position, so that there is work for every core. */
    private static final int FEW_ROWS = 8;

    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final ContractionOperands operands;
        private final KernelWriter writer;
        private final Geometry g;
        private final Epilogue epilogue;
        /** Filters by blocks of examples. */
        private final Tile tile;
        private final Blocks blocks;
        private final ContractionTiles tiles;

        Form(Node node, Layout layout) {
            operands = new ContractionOperands(node, layout, KernelType.REAL);
            writer = operands.writer;
            g = operands.g;
            epilogue = operands.epilogue;
            tile = layout.coarse() ? writer.tile(TileKind.FORWARD, g) : new Tile(1, 1);
            blocks = new Blocks(writer, tile.columns());
            tiles = new ContractionTiles(operands, tile.rows());
        }

        Lowered lower() {
            if (g.dense() && writer.layout().coarse() && epilogue.normalization().isEmpty()) {
                ownFilters();
            } else {
                ownPositions();
            }
            return writer.done();
        }

        /** Dense: a work-item owns a tile of filters and goes over all examples, so that weights are read once. */
        private void ownFilters() {
            Code code = writer.code();
            int filters = tiles.filtersTogether();
            Expr number = writer.dimension("tile", Math.ceilDiv(g.filters(), filters));
            Expr first = code.let(writer.index(), "first_filter", multiply(number, whole(filters)));
            TileExamples.overAll(code, blocks, (inner, examples) -> {
                for (Tiles part : Tiles.of(g.filters(), filters)) {
                    inner.when(part.holds(first), then -> tiles.write(then, part.size(), first,
                            Span.of(whole(0), whole(0)), examples));
                }
            });
        }

        /** A work-item owns a row of positions, or one position, and all filters; with one lane one output. */
        private void ownPositions() {
            Code code = writer.code();
            boolean positions = !writer.layout().coarse() || g.outHeight() < FEW_ROWS;
            Expr y = writer.dimension("y", g.outHeight());
            Expr x = positions ? writer.dimension("x", g.outWidth()) : null;
            if (writer.layout().coarse() || epilogue.normalization().isPresent()) {
                Expr group = writer.blocks("group", blocks.ofTile());
                List<Expr> mine = blocks.from(code, multiply(group, whole(blocks.ofTile())), blocks.count());
                everySpan(code, y, x, (inner, span) -> everyFilter(inner, span, mine));
                if (epilogue.normalization().isPresent()) {
                    everySpan(code, y, x,
                            (inSpan, span) -> span.each(inSpan, (inner, at) -> normalize(inner, y, at, mine)));
                }
            } else {
                Expr output = writer.dimension("output", Size.perTile(g.filters(), 1));
                Expr filter = code.let(KernelType.INT, "first_filter", remainder(output, whole(g.filters())));
                Expr example = code.let(KernelType.INT, "example", divide(output, whole(g.filters())));
                tiles.write(code, 1, filter, Span.of(y, x), TileExamples.of(List.of(example)));
            }
        }

        /** Row {@code y} cut into spans, or its one position {@code x}. */
        private void everySpan(Code code, Expr y, Expr x, Span.Each body) {
            if (x == null) {
                Span.every(code, y, tiles.positionsTogether(), g.outWidth(), body);
            } else {
                body.write(code, Span.of(y, x));
            }
        }

        private void everyFilter(Code code, Span span, List<Expr> blocks) {
            code.loop("group_of_filters", g.groups(), (inGroup, group) -> {
                for (Tiles part : Tiles.of(g.filtersOfGroup(), tiles.filtersTogether())) {
                    inGroup.loop("tile", part.count(), (inTile, number) -> {
                        Expr first = inTile.let(writer.index(), "first_filter",
                                add(add(multiply(number, whole(part.size())), whole(part.from())),
                                        multiply(group, whole(g.filtersOfGroup()))));
                        tiles.write(inTile, part.size(), first, span, TileExamples.of(blocks));
                    });
                }
            });
        }

        /** A block that the tile holds twice is normalised once: what is read is overwritten. */
        private void normalize(Code code, Expr y, Expr x, List<Expr> blocks) {
            operands.normalize(code, blocks.get(0), y, x, "_0");
            for (int p = 1; p < blocks.size(); p++) {
                Expr block = blocks.get(p);
                String suffix = "_" + p;
                code.when(binary(Expr.Operator.GREATER, block, blocks.get(p - 1)),
                        then -> operands.normalize(then, block, y, x, suffix));
            }
        }
    }
}
