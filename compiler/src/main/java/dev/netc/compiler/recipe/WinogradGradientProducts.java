package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
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
 * The products of a weight's gradient Winograd's way, summed over all tiles and examples. A work-item owns some filters, some planes of the image,
 * and, where there would be few of them, a part of the examples' rows of tiles. It takes a few tiles of the image and of the incoming gradient apart,
 * and multiplies filters by planes for each product, by register tiles whose lanes are filters; what they
 * come to is added to the totals in memory. {@link WinogradGradientSums} puts them together.
 */
final class WinogradGradientProducts {
    private final KernelWriter writer;
    private final Geometry g;
    private final WinogradGradientCut cut;
    private final WinogradGradientCut.Owned owned;
    private final VectorParts parts;
    private final Tile tile;
    private final List<String> images = new ArrayList<>();
    private final String incoming;
    private final String totals;
    private final WinogradApart imageApart;
    private final WinogradApart incomingApart;
    private final WinogradGradientIncoming incomingSide;

    /** @param scratch where the totals go: {@code [part of the examples][product][filters / 16][plane][16 filters]} */
    WinogradGradientProducts(Node node, Layout layout, WinogradGradientCut cut, Lowered.Scratch scratch) {
        this.cut = cut;
        g = cut.g();
        owned = cut.owned();
        writer = new KernelWriter(layout, "weight_gradient_products");
        parts = VectorParts.of(layout);
        List<Value> segments = WeightGradientOperands.segments(node);
        for (Value segment : segments) {
            images.add(writer.pointer(segment.name(), segments.size() == 1 ? "image" : "image" + images.size(),
                    parts.type(), false));
        }
        incoming = writer.pointer(node.inputs().get(segments.size()).name(), "incoming", parts.type(), false);
        totals = writer.scratch(scratch, "totals", parts.type());
        tile = writer.tile(TileKind.WINOGRAD_WEIGHT_GRADIENT, g);
        if (WinogradGradientCut.PLANES % tile.columns() != 0
                || WinogradGradientCut.FILTERS % (tile.rows() * Layout.WEIGHT_TILE) != 0) {
            throw new IllegalStateException("tiles of " + tile + " would reach from one work-item into the next");
        }
        imageApart = new WinogradApart("image_apart", owned.planes() * cut.columnsTogether());
        incomingApart = new WinogradApart("incoming_apart", owned.filters() * cut.columnsTogether());
        incomingSide = new WinogradGradientIncoming(writer, parts, cut, incomingApart);
    }

    /**
     * What a work-item owns.
     *
     * @param s segment of the image
     * @param part which share of the examples' rows of tiles
     * @param filter its first filter, counted within the group
     * @param plane its first plane of the image, counted within the group, or within the segment
     */
    private record Item(int s, Expr part, Expr group, Expr filter, Expr plane) {}

    Lowered lower() {
        writer.describe("Winograd's tiles of " + cut + " positions, for which " + cut.down().outputs() + " x "
                + cut.across().outputs() + " taps" + (cut.phases().count() == 1 ? "" : " of a phase") + " take "
                + cut.products() + " products");
        writer.multiplyAdds(cut.multiplyAdds());
        Code code = writer.code();
        int itemsOfGroup = Math.ceilDiv(g.filtersOfGroup(), owned.filters());
        Expr planeItem = writer.dimension("plane_item",
                cut.planes().stream().mapToInt(owned::itemsOf).sum());
        Expr filterItem = writer.dimension("filter_item", (long) g.groups() * itemsOfGroup);
        Expr part = writer.dimension("share", cut.parts());
        Expr group = code.let(KernelType.INT, "group", divide(filterItem, whole(itemsOfGroup)));
        Expr firstFilter = code.let(KernelType.INT, "first_filter",
                multiply(remainder(filterItem, whole(itemsOfGroup)), whole(owned.filters())));
        Expr count = code.let(KernelType.INT, "blocks", new Blocks(writer, 1).count());
        code.array(KernelType.REAL, imageApart.array(),
                cut.products() * imageApart.pitch() * writer.layout().lanes());
        code.array(parts.type(), incomingApart.array(), cut.products() * incomingApart.pitch() * parts.count());
        incomingSide.room(code);
        int before = 0;
        for (int s = 0; s < cut.planes().size(); s++) {
            int segment = s;
            int items = owned.itemsOf(cut.planes().get(s));
            Expr first = multiply(subtract(planeItem, whole(before)), whole(owned.planes()));
            code.when(
                    cut.planes().size() == 1 ? whole(1) : new Tiles(before, items, 1).holds(planeItem),
                    then -> item(then, new Item(segment, part, group, firstFilter,
                            then.let(KernelType.INT, "first_plane", first)), count));
            before += items;
        }
        return writer.done();
    }

    private void item(Code code, Item item, Expr count) {
        Expr filters = Tiles.left(item.filter, owned.filters(), g.filtersOfGroup());
        Expr planes = code.let(KernelType.INT, "own_planes",
                Tiles.left(item.plane, owned.planes(), cut.planes().get(item.s)));
        Expr tilesOfFilters = code.let(KernelType.INT, "filter_tiles",
                divide(add(filters, whole(Layout.WEIGHT_TILE - 1L)), whole(Layout.WEIGHT_TILE)));
        clear(code, item, tilesOfFilters, planes);
        code.loop("row_of_block", item.part, multiply(count, whole(cut.rowsOfTiles())), cut.parts(),
                (inRow, number) -> {
                    Expr block = inRow.let(KernelType.INT, "block", divide(number, whole(cut.rowsOfTiles())));
                    Expr row = inRow.let(KernelType.INT, "row", remainder(number, whole(cut.rowsOfTiles())));
                    inRow.loop("first_column", whole(0), whole(cut.columnsOfTiles()), cut.columnsTogether(),
                            (inner, column) -> {
                                WinogradTileRun run = new WinogradTileRun(block, row, column,
                                        inner.let(KernelType.INT, "tiles",
                                                Tiles.left(column, cut.columnsTogether(), cut.columnsOfTiles())));
                                inner.block(of -> takeImageApart(of, item, run, planes));
                                inner.block(of -> incomingSide.takeApart(of, incoming, run,
                                        add(multiply(item.group, whole(g.filtersOfGroup())), item.filter),
                                        tilesOfFilters));
                                multiplyAdd(inner, item, run.columns());
                            });
                });
    }

    private void takeImageApart(Code code, Item item, WinogradTileRun run, Expr planes) {
        int channels = cut.planes().get(item.s) / cut.phases().count() * g.groups();
        Expr firstChannel = multiply(item.group, whole(g.groups() == 1 ? 0 : g.channelsOfGroup()));
        new WinogradGradientImage(writer, parts, cut, imageApart).takeApart(code,
                new WinogradGradientImage.Planes(images.get(item.s), channels, firstChannel, item.plane, planes), run);
    }

    /** Zeros for the item's totals. */
    private void clear(Code code, Item item, Expr tiles, Expr planes) {
        code.loop("product", cut.products(), (inProduct, product) -> inProduct.loop("tile", whole(0), tiles, 1,
                (inTile, own) -> inTile.loop("plane", whole(0), planes, 1,
                        (inPlane, plane) -> inPlane.loop("lanes", parts.count(),
                                (inner, lanes) -> inner.store(totals,
                                        add(multiply(total(item, product, add(firstTile(item), own),
                                                add(item.plane, plane)), whole(parts.count())), lanes),
                                        new Expr.Convert(parts.type(), real(0)))))));
    }

    /** The item's first tile of filters, counted over all groups. */
    private Expr firstTile(Item item) {
        return add(multiply(item.group, whole(g.filtersOfGroup() / Layout.WEIGHT_TILE)),
                divide(item.filter, whole(Layout.WEIGHT_TILE)));
    }

    /** Where the totals of a product, a tile of filters and a plane of the item's segment are, in vectors of sixteen. */
    private Expr total(Item item, Expr product, Expr tileOfFilters, Expr plane) {
        int before = cut.planes().subList(0, item.s).stream().mapToInt(Integer::intValue).sum();
        Expr ofPart = add(multiply(item.part, whole(cut.products())), product);
        return add(multiply(add(multiply(ofPart, whole(cut.filtersLying() / Layout.WEIGHT_TILE)), tileOfFilters),
                whole(cut.planesOfGroup())), add(plane, whole(before)));
    }

    private void multiplyAdd(Code code, Item item, Expr columns) {
        Expr length = code.let(writer.index(), "length", multiply(columns, whole(writer.layout().lanes())));
        WinogradGradientRegisters registers = new WinogradGradientRegisters(writer, parts, imageApart, incomingApart,
                incomingSide.ofTile(), cut.columnsTogether(), totals);
        int tiles = owned.filters() / Layout.WEIGHT_TILE;
        Expr firstTile = code.let(KernelType.INT, "first_tile", divide(item.filter, whole(Layout.WEIGHT_TILE)));
        code.loop("product", cut.products(), (inProduct, product) -> {
            for (Tiles filters : Tiles.of(Math.ceilDiv(g.filtersOfGroup(), Layout.WEIGHT_TILE), tile.rows())) {
                filters.within(inProduct, "tile", firstTile, tiles, (inFilters, first) -> {
                    for (Tiles run : Tiles.of(cut.planes().get(item.s), tile.columns())) {
                        run.within(inFilters, "plane", item.plane, owned.planes(), (inner, plane) -> registers
                                .write(inner, product, new WinogradGradientRegisters.Tile(filters.size(), run.size(),
                                        subtract(first, firstTile), subtract(plane, item.plane)), length,
                                        (f, c) -> total(item, product,
                                                add(multiply(item.group,
                                                        whole(g.filtersOfGroup() / Layout.WEIGHT_TILE)),
                                                        add(first, whole(f))),
                                                add(plane, whole(c)))));
                    }
                });
            }
        });
    }
}
