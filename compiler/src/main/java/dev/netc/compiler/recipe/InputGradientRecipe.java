package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.program.Size;

/**
 * The gradient of a contraction's image, gathered: an element of the image sums over the windows that read it. Many lanes: a
 * register tile of channels times blocks of examples accumulates over filters and taps, the filters of a tile innermost as
 * they lie side by side in the weight. One lane: a work-item owns one element.
 */
final class InputGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    /** A dense layer's register tiles are done together where so many work-items are left. */
    private static final int ITEMS = 32;

    private static final class Form {
        private final KernelWriter writer;
        private final Geometry g;
        private final int channels;
        /** Channels by blocks of examples. */
        private final Tile tile;
        private final Blocks blocks;
        private final InputGradientTiles tiles;

        Form(Node node, Layout layout) {
            writer = new KernelWriter(layout, "input_gradient");
            InputGradient operator = (InputGradient) Epilogue.root(node);
            g = Geometry.of(operator.of(), operator.input());
            int scale = Geometry.scale(operator.of(), operator.input());
            channels = (operator.to() - operator.from()) * scale;
            tile = layout.coarse() ? writer.tile(TileKind.INPUT_GRADIENT, g) : new Tile(1, 1);
            blocks = new Blocks(writer, tile.columns());
            tiles = new InputGradientTiles(writer, node, g, operator.from() * scale, channels, tile.rows());
        }

        Lowered lower() {
            if (!writer.layout().coarse()) {
                ownElement();
            } else if (g.dense()) {
                ownChannels();
            } else {
                ownRow();
            }
            return writer.done();
        }

        private void ownElement() {
            Code code = writer.code();
            Expr y = writer.dimension("y", g.height());
            Expr x = writer.dimension("x", g.width());
            Expr element = writer.dimension("element", Size.perTile(channels, 1));
            Expr channel = code.let(KernelType.INT, "first_channel", remainder(element, whole(channels)));
            Expr example = code.let(KernelType.INT, "example", divide(element, whole(channels)));
            tiles.write(code, 1, channel, Span.of(y, x), TileExamples.of(List.of(example)));
        }

        private void ownChannels() {
            Code code = writer.code();
            int most = tiles.channelsTogether(channels);
            int together = channels >= ITEMS * most ? most : tile.rows();
            Expr number = writer.dimension("tile", Math.ceilDiv(channels, together));
            Expr first = code.let(KernelType.INT, "first_channel", multiply(number, whole(together)));
            TileExamples.overAll(code, blocks, (inner, examples) -> {
                for (Tiles part : Tiles.of(channels, together)) {
                    inner.when(part.holds(first), then -> tiles.write(then, part.size(), first,
                            Span.of(whole(0), whole(0)), examples));
                }
            });
        }

        private void ownRow() {
            Code code = writer.code();
            Expr y = writer.dimension("y", g.height());
            Expr group = writer.blocks("group", tile.columns());
            List<Expr> mine = blocks.from(code, multiply(group, whole(tile.columns())), blocks.count());
            int run = g.groups() == 1 ? channels : g.channelsOfGroup();
            Span.every(code, y, tiles.positionsTogether(), g.width(), (inSpan, span) -> inSpan.loop(
                    "group_of_channels", channels / run,
                    (inGroup, part) -> everyChannel(inGroup, run, multiply(part, whole(run)), span, mine)));
        }

        private void everyChannel(Code code, int run, Expr first, Span span, List<Expr> mine) {
            for (Tiles part : Tiles.of(run, tiles.channelsTogether(run))) {
                code.loop("tile", part.count(), (inner, number) -> {
                    Expr channel = inner.let(writer.index(), "first_channel",
                            add(add(multiply(number, whole(part.size())), whole(part.from())), first));
                    tiles.write(inner, part.size(), channel, span, TileExamples.of(mine));
                });
            }
        }
    }
}
