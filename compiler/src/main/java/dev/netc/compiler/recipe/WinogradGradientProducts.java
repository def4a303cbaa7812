package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * The products of a weight's gradient Winograd's way, summed over all tiles and examples. A work-item owns some filters, some channels,
 * and rows of a tile's products. For one row after the other it takes a few tiles of the image and of the incoming gradient apart, as far
 * as that row needs, and multiplies filters by channels for each product of the row, by register tiles whose lanes are examples; what they
 * come to is added to the totals in memory. {@link WinogradGradientSums} puts them together.
 */
final class WinogradGradientProducts {
    private final KernelWriter writer;
    private final Geometry g;
    private final WinogradGradientCut cut;
    private final VectorParts parts;
    private final Tile tile;
    private final List<String> images = new ArrayList<>();
    private final String incoming;
    private final String totals;
    private final WinogradOperand.Apart imageApart;
    private final WinogradOperand.Apart incomingApart;
    private final int columns;

    /** @param scratch where the totals go: {@code [product][filters / tile][channel][tile]} */
    WinogradGradientProducts(Node node, Layout layout, WinogradGradientCut cut, Lowered.Scratch scratch) {
        this.cut = cut;
        g = cut.g();
        writer = new KernelWriter(layout, "weight_gradient_products");
        parts = VectorParts.of(layout);
        List<Value> segments = WeightGradientOperands.segments(node);
        for (Value segment : segments) {
            images.add(writer.pointer(segment.name(), segments.size() == 1 ? "image" : "image" + images.size(),
                    parts.type(), false));
        }
        incoming = writer.pointer(node.inputs().get(segments.size()).name(), "incoming", parts.type(), false);
        totals = writer.scratch(scratch, "totals");
        tile = writer.tile(TileKind.WINOGRAD_WEIGHT_GRADIENT, g);
        int pitch = cut.tilesTogether() * parts.count();
        imageApart = new WinogradOperand.Apart("image_apart", cut.channelsOfItem(tile.columns()), pitch);
        incomingApart = new WinogradOperand.Apart("incoming_apart", cut.filtersOfItem(tile.rows()), pitch);
        columns = cut.across().products();
    }

    /**
     * What a work-item owns.
     *
     * @param s segment of the image
     * @param firstLine its first row of products
     * @param endLine behind its last
     * @param filter its first filter, counted within the group
     * @param channel its first channel, counted within the group, or within the segment
     */
    private record Item(int s, Expr firstLine, Expr endLine, Expr group, Expr filter, Expr channel) {}

    Lowered lower() {
        writer.describe("Winograd's tiles of " + cut + " positions, for which " + g.kernelHeight() + " x "
                + g.kernelWidth() + " taps take " + cut.products() + " products");
        writer.multiplyAdds(cut.multiplyAdds());
        Code code = writer.code();
        int filtersOfItem = incomingApart.planes();
        int itemsOfGroup = Math.ceilDiv(g.filtersOfGroup(), filtersOfItem);
        int filterItems = g.groups() * itemsOfGroup;
        int channelItems = cut.channels().stream().mapToInt(this::items).sum();
        int lines = cut.linesOfItem(filterItems * channelItems);
        Expr channelItem = writer.dimension("channel_item", channelItems);
        Expr filterItem = writer.dimension("filter_item", filterItems);
        Expr firstLine = multiply(
                writer.dimension("line_item", Math.ceilDiv(cut.down().products(), lines)), whole(lines));
        Expr endLine = code.let(KernelType.INT, "end_line",
                min(add(firstLine, whole(lines)), whole(cut.down().products())));
        Expr group = code.let(KernelType.INT, "group", divide(filterItem, whole(itemsOfGroup)));
        Expr firstFilter = code.let(KernelType.INT, "first_filter",
                multiply(remainder(filterItem, whole(itemsOfGroup)), whole(filtersOfItem)));
        Expr count = code.let(KernelType.INT, "blocks", new Blocks(writer, 1).count());
        for (WinogradOperand.Apart apart : List.of(imageApart, incomingApart)) {
            code.array(parts.type(), apart.array(), columns * apart.planes() * apart.pitch());
        }
        code.array(parts.type(), WinogradOperand.NUMBERS, columns);
        int before = 0;
        for (int s = 0; s < cut.channels().size(); s++) {
            int segment = s;
            Expr first = multiply(subtract(channelItem, whole(before)), whole(imageApart.planes()));
            code.when(
                    cut.channels().size() == 1
                            ? whole(1)
                            : new Tiles(before, items(cut.channels().get(s)), 1).holds(channelItem),
                    then -> item(then, new Item(segment, firstLine, endLine, group, firstFilter,
                            then.let(KernelType.INT, "first_channel", first)), count));
            before += items(cut.channels().get(s));
        }
        return writer.done();
    }

    private int items(int channelsOfSegment) {
        return Math.ceilDiv(channelsOfSegment, imageApart.planes());
    }

    private void item(Code code, Item item, Expr count) {
        clear(code, item);
        code.loop("block", whole(0), count, 1,
                (inBlock, block) -> inBlock.loop("first_row", whole(0), whole(cut.rowsOfTiles()), cut.rowsTogether(),
                        (inRows, row) -> inRows.loop("first_column", whole(0), whole(cut.columnsOfTiles()),
                                cut.columnsTogether(),
                                (inner, column) -> tilesTogether(inner, item, block, row, column))));
    }

    /** Zeros for the item's totals, and for filters that fill up the last tile of the weight. */
    private void clear(Code code, Item item) {
        int lying = cut.filtersLying();
        Expr first = code.let(KernelType.INT, "first", ofAll(item.filter, item));
        Expr end = add(first, Tiles.left(item.filter, incomingApart.planes(), g.filtersOfGroup()));
        Expr toClear = lying == g.filters()
                ? end
                : add(end, multiply(new Expr.Binary(Expr.Operator.EQUAL, end, whole(g.filters())),
                        whole((long) lying - g.filters())));
        code.loop("product", multiply(item.firstLine, whole(columns)), multiply(item.endLine, whole(columns)), 1,
                (inProduct, product) -> inProduct.loop("filter", first, toClear, 1,
                        (inFilter, filter) -> inFilter.loop("own", whole(0),
                                Tiles.left(item.channel, imageApart.planes(), cut.channels().get(item.s)), 1,
                                (inner, own) -> inner.store(totals,
                                        total(product, filter, ofFilter(add(item.channel, own), item)), real(0)))));
    }

    /** Number of a filter among those of all groups. */
    private Expr ofAll(Expr filter, Item item) {
        return add(multiply(item.group, whole(g.groups() == 1 ? 0 : g.filtersOfGroup())), filter);
    }

    /** Number of a channel among those of a filter. */
    private Expr ofFilter(Expr channel, Item item) {
        return add(channel, whole(cut.channels().subList(0, item.s).stream().mapToInt(Integer::intValue).sum()));
    }

    /** Where the total of a product is. */
    private Expr total(Expr product, Expr filter, Expr channel) {
        return add(multiply(product, whole((long) cut.filtersLying() * g.channelsOfGroup())),
                WeightIndex.at(g.channelsOfGroup(), Layout.WEIGHT_TILE, filter, channel));
    }

    private void tilesTogether(Code code, Item item, Expr block, Expr firstRow, Expr firstColumn) {
        Expr rows = code.let(KernelType.INT, "rows", Tiles.left(firstRow, cut.rowsTogether(), cut.rowsOfTiles()));
        Expr across = code.let(KernelType.INT, "columns",
                Tiles.left(firstColumn, cut.columnsTogether(), cut.columnsOfTiles()));
        Expr length = code.let(writer.index(), "length",
                multiply(multiply(rows, across), whole(parts.count())));
        code.loop("line", item.firstLine, item.endLine, 1, (inLine, line) -> {
            inLine.loop("row", whole(0), rows, 1, (inner, row) -> {
                WinogradOperand.Place place = new WinogradOperand.Place(block, line, add(firstRow, row), firstColumn,
                        across, inner.let(KernelType.INT, "tile", multiply(row, across)));
                inner.block(of -> takeImageApart(of, item, place));
                inner.block(of -> takeIncomingApart(of, item, place));
            });
            inLine.loop("product", columns, (inner, product) -> multiplyAdd(inner, item, line, product, length));
        });
    }

    private void takeImageApart(Code code, Item item, WinogradOperand.Place place) {
        int ofSegment = cut.channels().get(item.s);
        Expr plane = add(multiply(item.group, whole(g.groups() == 1 ? 0 : g.channelsOfGroup())), item.channel);
        new WinogradOperand(writer, parts, WinogradOperand.Side.image(cut, images.get(item.s), ofSegment * g.groups()),
                imageApart).write(code, place, plane, Tiles.left(item.channel, imageApart.planes(), ofSegment));
    }

    private void takeIncomingApart(Code code, Item item, WinogradOperand.Place place) {
        Expr plane = add(multiply(item.group, whole(g.filtersOfGroup())), item.filter);
        new WinogradOperand(writer, parts, WinogradOperand.Side.incoming(cut, incoming),
                incomingApart)
                .write(code, place, plane, Tiles.left(item.filter, incomingApart.planes(), g.filtersOfGroup()));
    }

    private void multiplyAdd(Code code, Item item, Expr line, Expr product, Expr length) {
        Expr ofTile = code.let(KernelType.INT, "of_tile", add(multiply(line, whole(columns)), product));
        WinogradGradientRegisters registers = new WinogradGradientRegisters(writer, incomingApart, imageApart, totals,
                tile.rows() % WinogradGradientRegisters.ADDED_TOGETHER == 0 && (g.groups() == 1
                        || g.filtersOfGroup() % WinogradGradientRegisters.ADDED_TOGETHER == 0));
        for (Tiles filters : Tiles.of(g.filtersOfGroup(), tile.rows())) {
            filters.within(code, "filter", item.filter, incomingApart.planes(), (inFilters, filter) -> {
                for (Tiles run : Tiles.of(cut.channels().get(item.s), tile.columns())) {
                    run.within(inFilters, "channel", item.channel, imageApart.planes(),
                            (inner, channel) -> registers.write(inner, product,
                                    new WinogradGradientRegisters.Tile(filters.size(), run.size(),
                                            subtract(filter, item.filter), subtract(channel, item.channel)),
                                    length, (f, c) -> total(ofTile, add(ofAll(filter, item), whole(f)),
                                            ofFilter(add(channel, whole(c)), item))));
                }
            });
        }
    }
}
