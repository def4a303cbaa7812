package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.remainder;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;

/**
 * Where a weight lies that was taken apart for Winograd's products: in the order in which it is read, which is part of the results, part
 * of the planes, product, tile of sixteen results, planes. What stands side by side in the weight does so at the very end: forwards sixteen
 * filters, which are results; backwards sixteen filters, which are planes, for each of sixteen results:
 *
 * <pre>
 * forwards   [group][part of results][part of planes][product][tile of results][plane][16 results]
 * backwards  [group][part of results][part of planes][product][tile of results][tile of planes][16 results][16 planes]
 * </pre>
 *
 * @param segments planes of each segment of what is read
 * @param forward whether results are filters
 */
record WinogradWeight(WinogradTiles tiles, List<Integer> segments, boolean forward) {
    static final int TILE = Layout.WEIGHT_TILE;

    WinogradWeight {
        segments = List.copyOf(segments);
    }

    /** Numbers in all. */
    long elements() {
        return (long) tiles.correlation().groups() * tiles.products() * tilesOfResults() * TILE * planes();
    }

    private int tilesOfResults() {
        return Math.ceilDiv(tiles.correlation().rows(), TILE);
    }

    private int tilesTogether() {
        return tiles.resultsTogether() / TILE;
    }

    /** Planes of a group, as many as lie there. */
    private int planes() {
        return lying(tiles.correlation().depth());
    }

    private int lying(int planes) {
        return forward ? planes : Math.ceilDiv(planes, TILE) * TILE;
    }

    /**
     * Results and planes that are multiplied at a time.
     *
     * @param firstTile of the results, within the group
     * @param tiles how many
     * @param segment of what is read
     * @param firstPlane within its segment
     * @param planes how many
     * @param lying how many lie there
     * @param firstVector number of its first sixteen weights
     */
    record Part(Expr firstTile, Expr tiles, int segment, Expr firstPlane, Expr planes, Expr lying, Expr firstVector) {

        /** Number of the first sixteen weights of a product and a tile of results. */
        Expr at(Expr product, Expr tile) {
            return add(firstVector, multiply(add(multiply(product, tiles), subtract(tile, firstTile)), lying));
        }
    }

    /** Takes a part. */
    interface EachPart {
        void write(Code code, Part part);
    }

    /** A loop over the parts of a group's results, given their first tile. */
    void everyTile(Code code, Code.Loop body) {
        code.loop("first_tile", whole(0), whole(tilesOfResults()), tilesTogether(), body);
    }

    /** Loops over the parts of the planes, for the results from tile {@code firstTile} on. */
    void everyPart(KernelWriter writer, Code code, Expr group, Expr firstTile, EachPart body) {
        int before = 0;
        for (int s = 0; s < segments.size(); s++) {
            int segment = s;
            int start = before;
            code.loop("first_plane", whole(0), whole(segments.get(s)), planesTogether(s),
                    (inner, plane) -> body.write(inner, part(writer, inner, group, firstTile, segment, start, plane)));
            before += segments.get(s);
        }
    }

    /** Whether all planes are summed at a time. */
    boolean onePart() {
        return segments.size() == 1 && planesTogether(0) >= segments.getFirst();
    }

    private int planesTogether(int segment) {
        return tiles.planesTogether(segments.get(segment));
    }

    /** The part of {@code segment}, before which so many planes stand, that begins with these results and this plane. */
    private Part part(KernelWriter writer, Code code, Expr group, Expr firstTile, int segment, int before,
            Expr firstPlane) {
        int together = planesTogether(segment);
        int count = segments.get(segment);
        Expr ofPart = code.let(KernelType.INT, "tiles", Tiles.left(firstTile, tilesTogether(), tilesOfResults()));
        Expr planes = code.let(KernelType.INT, "planes", Tiles.left(firstPlane, together, count));
        Expr lying = lying(count) == count
                ? planes
                : code.let(KernelType.INT, "lying", Tiles.left(firstPlane, together, lying(count)));
        Expr ofTiles = multiply(add(multiply(group, whole(tilesOfResults())), firstTile), whole(planes()));
        Expr ofPlanes = multiply(ofPart, add(firstPlane, whole(before)));
        Expr firstVector = code.let(writer.index(), "first_vector",
                multiply(add(ofTiles, ofPlanes), whole(tiles.products())));
        return new Part(firstTile, ofPart, segment, firstPlane, planes, lying, firstVector);
    }

    /** Takes a plane's number within its part, and where the weights for sixteen results begin. */
    interface EachPlane {
        void write(Code code, Expr plane, Expr at);
    }

    /** A loop over the planes of a part, whose first sixteen weights are number {@code first}. */
    void everyPlane(KernelWriter writer, Code code, Part part, Expr first, EachPlane body) {
        Expr numbers = code.let(writer.index(), "w", multiply(first, whole(TILE)));
        if (forward) {
            code.loop(writer.index(), "plane", whole(0), part.planes(), 1,
                    (inner, plane) -> body.write(inner, plane, add(numbers, multiply(plane, whole(TILE)))));
            return;
        }
        int total = segments.get(part.segment());
        code.loop(writer.index(), "plane", whole(0), part.planes(), TILE, (outer, plane) -> {
            Expr tile = outer.let(writer.index(), "of_plane", add(numbers, multiply(plane, whole(TILE))));
            Expr count = total % TILE == 0 ? whole(TILE) : writer.within(subtract(part.planes(), plane), TILE);
            outer.loop(writer.index(), "lane", whole(0), count, 1,
                    (inner, lane) -> body.write(inner, add(plane, lane), add(tile, lane)));
        });
    }

    /** How far apart the weights of neighbouring results lie. */
    int stride() {
        return forward ? 1 : TILE;
    }

    /** Takes where sixteen weights lie: of which plane of their filters they are, forwards a phase, and their place for a product. */
    interface EachVector {
        void write(Code code, Expr plane, Place place);
    }

    /** Where sixteen weights go. */
    interface Place {
        Expr of(Expr product);
    }

    /** Tiles of filters, of all groups. */
    int tilesOfFilters() {
        Correlation c = tiles.correlation();
        return c.groups() * Math.ceilDiv(forward ? c.rows() : c.depth(), TILE);
    }

    /** Loops over all weights of tile {@code number} of the filters; its planes are counted within the group. */
    void everyVector(KernelWriter writer, Code code, Expr number, EachVector body) {
        int ofGroup = tilesOfFilters() / tiles.correlation().groups();
        Expr group = code.let(KernelType.INT, "group", divide(number, whole(ofGroup)));
        Expr own = code.let(KernelType.INT, "own", remainder(number, whole(ofGroup)));
        if (forward) {
            Expr first = firstOf(code, "first_tile", own, tilesTogether());
            everyPart(writer, code, group, first, (inPart, part) -> inPart.loop(writer.index(), "plane", whole(0),
                    part.planes(), 1,
                    (inner, plane) -> body.write(inner,
                            add(add(part.firstPlane(), whole(before(part.segment()))), plane),
                            product -> add(part.at(product, own), plane))));
            return;
        }
        Expr plane = multiply(own, whole(TILE));
        Expr first = firstOf(code, "first_plane", plane, planesTogether(0));
        everyTile(code, (inTiles, firstTile) -> {
            Part part = part(writer, inTiles, group, firstTile, 0, 0, first);
            Expr end = min(multiply(add(firstTile, part.tiles()), whole(TILE)), whole(tiles.correlation().rows()));
            inTiles.loop(writer.index(), "result", multiply(firstTile, whole(TILE)), end, 1,
                    (inner, result) -> body.write(inner, result,
                            product -> add(add(part.at(product, divide(result, whole(TILE))),
                                    subtract(plane, first)), remainder(result, whole(TILE)))));
        });
    }

    private static Expr firstOf(Code code, String name, Expr of, int together) {
        return code.let(KernelType.INT, name, multiply(divide(of, whole(together)), whole(together)));
    }

    private int before(int segment) {
        return segments.subList(0, segment).stream().mapToInt(Integer::intValue).sum();
    }
}
