package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/**
 * The products of a weight's gradient Winograd's way, summed over all tiles and examples. A work-item owns some filters, some channels,
 * and rows of a tile's products. For one row after the other it takes a few tiles of the image and of the incoming gradient apart, as far
 * as that row needs, and multiplies filters by channels for each product of the row, by register tiles whose lanes are examples; what they
 * come to is added to the totals in memory. {@link WinogradGradientSums} puts them together.
 */
final class WinogradGradientProducts {
    private static final String IMAGE = "image_apart";
    private static final String INCOMING = "incoming_apart";
    /** Filters whose lanes are added together. */
    private static final int ADDED_TOGETHER = 4;

    private final KernelWriter writer;
    private final Geometry g;
    private final WinogradGradientCut cut;
    private final VectorParts parts;
    private final Tile tile;
    private final List<Integer> channels;
    private final List<String> images = new ArrayList<>();
    private final String incoming;
    private final String totals;
    private final int filtersOfItem;
    private final int channelsOfItem;
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
        channels = g.groups() == 1
                ? segments.stream().map(s -> s.type().shape().channels()).toList()
                : List.of(g.channelsOfGroup());
        incoming = writer.pointer(node.inputs().get(segments.size()).name(), "incoming", parts.type(), false);
        totals = writer.scratch(scratch, "totals");
        tile = writer.tile(TileKind.WINOGRAD_WEIGHT_GRADIENT, g);
        filtersOfItem = cut.filtersOfItem(tile.rows());
        channelsOfItem = cut.channelsOfItem(tile.columns(),
                channels.stream().mapToInt(Integer::intValue).max().orElseThrow());
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
        int itemsOfGroup = Math.ceilDiv(g.filtersOfGroup(), filtersOfItem);
        int filterItems = g.groups() * itemsOfGroup;
        int channelItems = channels.stream().mapToInt(this::items).sum();
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
        code.array(parts.type(), IMAGE, columns * channelsOfItem * pitch());
        code.array(parts.type(), INCOMING, columns * filtersOfItem * pitch());
        code.array(parts.type(), WinogradOperand.NUMBERS, columns);
        int before = 0;
        for (int s = 0; s < channels.size(); s++) {
            int segment = s;
            Expr first = multiply(subtract(channelItem, whole(before)), whole(channelsOfItem));
            code.when(channels.size() == 1 ? whole(1) : new Tiles(before, items(channels.get(s)), 1).holds(channelItem),
                    then -> item(then, new Item(segment, firstLine, endLine, group, firstFilter,
                            then.let(KernelType.INT, "first_channel", first)), count));
            before += items(channels.get(s));
        }
        return writer.done();
    }

    private int items(int channelsOfSegment) {
        return Math.ceilDiv(channelsOfSegment, channelsOfItem);
    }

    /** Parts of vectors in which one plane's tiles lie for one product. */
    private int pitch() {
        return cut.tilesTogether() * parts.count();
    }

    private void item(Code code, Item item, Expr count) {
        clear(code, item);
        code.loop("first_block", whole(0), count, cut.blocksTogether(),
                (inBlocks, block) -> inBlocks.loop("first_row", whole(0), whole(cut.rowsOfTiles()), cut.rowsTogether(),
                        (inRows, row) -> inRows.loop("first_column", whole(0), whole(cut.columnsOfTiles()),
                                cut.columnsTogether(),
                                (inner, column) -> tilesTogether(inner, item, count, block, row, column))));
    }

    /** Zeros for the item's totals, and for filters that fill up the last tile of the weight. */
    private void clear(Code code, Item item) {
        int lying = WinogradGradientSums.lying(g.filters());
        Expr first = code.let(KernelType.INT, "first", ofAll(item.filter, item));
        Expr end = add(first, Tiles.left(item.filter, filtersOfItem, g.filtersOfGroup()));
        Expr toClear = lying == g.filters()
                ? end
                : add(end, multiply(new Expr.Binary(Expr.Operator.EQUAL, end, whole(g.filters())),
                        whole((long) lying - g.filters())));
        code.loop("product", multiply(item.firstLine, whole(columns)), multiply(item.endLine, whole(columns)), 1,
                (inProduct, product) -> inProduct.loop("filter", first, toClear, 1,
                        (inFilter, filter) -> inFilter.loop("own", whole(0),
                                Tiles.left(item.channel, channelsOfItem, channels.get(item.s)), 1,
                                (inner, own) -> inner.store(totals,
                                        total(product, filter, ofFilter(add(item.channel, own), item)), real(0)))));
    }

    /** Number of a filter among those of all groups. */
    private Expr ofAll(Expr filter, Item item) {
        return add(multiply(item.group, whole(g.groups() == 1 ? 0 : g.filtersOfGroup())), filter);
    }

    /** Number of a channel among those of a filter. */
    private Expr ofFilter(Expr channel, Item item) {
        return add(channel, whole(channels.subList(0, item.s).stream().mapToInt(Integer::intValue).sum()));
    }

    /** Where the total of a product is. */
    private Expr total(Expr product, Expr filter, Expr channel) {
        return add(multiply(product, whole((long) WinogradGradientSums.lying(g.filters()) * g.channelsOfGroup())),
                WeightIndex.at(g.channelsOfGroup(), Layout.WEIGHT_TILE, filter, channel));
    }

    private void tilesTogether(Code code, Item item, Expr count, Expr firstBlock, Expr firstRow, Expr firstColumn) {
        Expr blocks = code.let(KernelType.INT, "own_blocks",
                min(whole(cut.blocksTogether()), subtract(count, firstBlock)));
        Expr rows = code.let(KernelType.INT, "rows", Tiles.left(firstRow, cut.rowsTogether(), cut.rowsOfTiles()));
        Expr across = code.let(KernelType.INT, "columns",
                Tiles.left(firstColumn, cut.columnsTogether(), cut.columnsOfTiles()));
        Expr length = code.let(writer.index(), "length",
                multiply(multiply(multiply(blocks, rows), across), whole(parts.count())));
        code.loop("line", item.firstLine, item.endLine, 1, (inLine, line) -> {
            inLine.loop("own_block", whole(0), blocks, 1,
                    (inBlock, block) -> inBlock.loop("row", whole(0), rows, 1, (inner, row) -> {
                        WinogradOperand.Place place = new WinogradOperand.Place(add(firstBlock, block), line,
                                add(firstRow, row), firstColumn, across,
                                inner.let(KernelType.INT, "tile",
                                        multiply(add(multiply(block, rows), row), across)));
                        inner.block(of -> takeImageApart(of, item, place));
                        inner.block(of -> takeIncomingApart(of, item, place));
                    }));
            inLine.loop("product", columns, (inner, product) -> multiplyAdd(inner, item, line, product, length));
        });
    }

    private void takeImageApart(Code code, Item item, WinogradOperand.Place place) {
        int ofSegment = channels.get(item.s);
        Expr plane = add(multiply(item.group, whole(g.groups() == 1 ? 0 : g.channelsOfGroup())), item.channel);
        new WinogradOperand(writer, parts, WinogradOperand.Side.image(cut, images.get(item.s), ofSegment * g.groups()),
                new WinogradOperand.Apart(IMAGE, channelsOfItem, pitch()))
                .write(code, place, plane, Tiles.left(item.channel, channelsOfItem, ofSegment));
    }

    private void takeIncomingApart(Code code, Item item, WinogradOperand.Place place) {
        Expr plane = add(multiply(item.group, whole(g.filtersOfGroup())), item.filter);
        new WinogradOperand(writer, parts, WinogradOperand.Side.incoming(cut, incoming),
                new WinogradOperand.Apart(INCOMING, filtersOfItem, pitch()))
                .write(code, place, plane, Tiles.left(item.filter, filtersOfItem, g.filtersOfGroup()));
    }

    private void multiplyAdd(Code code, Item item, Expr line, Expr product, Expr length) {
        Expr ofTile = code.let(KernelType.INT, "of_tile", add(multiply(line, whole(columns)), product));
        for (Tiles filters : Tiles.of(g.filtersOfGroup(), tile.rows())) {
            filters.within(code, "filter", item.filter, filtersOfItem, (inFilters, filter) -> {
                for (Tiles run : Tiles.of(channels.get(item.s), tile.columns())) {
                    run.within(inFilters, "channel", item.channel, channelsOfItem, (inner, channel) -> {
                        Name[][] sums = register(inner, product, length, filters.size(), run.size(),
                                subtract(filter, item.filter), subtract(channel, item.channel));
                        for (int c = 0; c < run.size(); c++) {
                            int of = c;
                            addLanes(inner, Stream.of(sums).map(ofFilter -> ofFilter[of]).toList(), f -> total(ofTile,
                                    add(ofAll(filter, item), whole(f)), ofFilter(add(channel, whole(of)), item)));
                        }
                    });
                }
            });
        }
    }

    /** What is fewer stays in registers while the others are taken one by one. */
    private Name[][] register(Code code, Expr product, Expr length, int filters, int channels, Expr filter,
            Expr channel) {
        Name[][] sums = new Name[filters][channels];
        each(filters, channels, (f, c) -> sums[f][c] = code.variable(parts.type(), "sum" + f + "_" + c, real(0)));
        Expr ofFilter = code.let(writer.index(), "of_filter", plane(product, filtersOfItem, filter));
        Expr ofChannel = code.let(writer.index(), "of_channel", plane(product, channelsOfItem, channel));
        code.loop(writer.index(), "t", whole(0), length, 1, (inner, t) -> {
            if (filters <= channels) {
                List<Name> held = IntStream.range(0, filters).mapToObj(f -> number(inner, INCOMING, ofFilter, f, t))
                        .toList();
                for (int c = 0; c < channels; c++) {
                    Name value = number(inner, IMAGE, ofChannel, c, t);
                    for (int f = 0; f < filters; f++) {
                        inner.assign(sums[f][c], call("fma", held.get(f), value, sums[f][c]));
                    }
                }
            } else {
                List<Name> held = IntStream.range(0, channels).mapToObj(c -> number(inner, IMAGE, ofChannel, c, t))
                        .toList();
                for (int f = 0; f < filters; f++) {
                    Name value = number(inner, INCOMING, ofFilter, f, t);
                    for (int c = 0; c < channels; c++) {
                        inner.assign(sums[f][c], call("fma", value, held.get(c), sums[f][c]));
                    }
                }
            }
        });
        return sums;
    }

    private Name number(Code code, String apart, Expr first, int plane, Expr t) {
        return code.let(parts.type(), apart + plane,
                new Load(apart, add(add(first, whole((long) plane * pitch())), t)));
    }

    /** Where a plane's tiles begin, of so many planes that a work-item owns. */
    private Expr plane(Expr product, int planes, Expr plane) {
        return multiply(add(multiply(product, whole(planes)), plane), whole(pitch()));
    }

    /** Adds the lanes of neighbouring filters' sums to their totals. */
    private void addLanes(Code code, List<Name> sums, IntFunction<Expr> total) {
        if (sums.size() == ADDED_TOGETHER && g.filtersOfGroup() % ADDED_TOGETHER == 0) {
            Expr slot = divide(total.apply(0), whole(ADDED_TOGETHER));
            code.storeVector(ADDED_TOGETHER, totals, slot,
                    add(call("vload" + ADDED_TOGETHER, slot, new Name(totals)),
                            LaneSum.ofFour(writer, parts.type(), sums)));
            return;
        }
        for (int f = 0; f < sums.size(); f++) {
            Expr at = total.apply(f);
            code.store(totals, at, add(new Load(totals, at), LaneSum.of(writer, parts.type(), sums.get(f))));
        }
    }

    private interface Each {
        void at(int f, int c);
    }

    private static void each(int filters, int channels, Each each) {
        for (int f = 0; f < filters; f++) {
            for (int c = 0; c < channels; c++) {
                each.at(f, c);
            }
        }
    }
}
