package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.program.Precision;

/** One of the two factors of a weight's gradient, image or incoming gradient, as its tiles are taken apart for one row of products. */
final class WinogradOperand {
    /** A private array for what the rows of a tile gave. */
    static final String NUMBERS = "numbers";

    private final KernelWriter writer;
    private final VectorParts parts;
    private final Side side;
    private final Apart apart;

    WinogradOperand(KernelWriter writer, VectorParts parts, Side side, Apart apart) {
        this.writer = writer;
        this.parts = parts;
        this.side = side;
        this.apart = apart;
    }

    /**
     * What differs between the two.
     *
     * @param pointer to it, in parts of vectors
     * @param planes of an example
     * @param height rows of a plane
     * @param width columns of a plane
     * @param down by which rows of a tile are combined, for each row of products
     * @param across by which columns are
     * @param rows of a tile
     * @param columns of a tile
     * @param stepDown how far a tile is below the one before
     * @param stepAcross how far a tile is to the right of the one before
     * @param padTop rows of the first tiles that lie above the plane
     * @param padLeft columns of the first tiles that lie left of the plane
     */
    record Side(String pointer, int planes, int height, int width, Matrix down, Matrix across, int rows, int columns,
            int stepDown, int stepAcross, int padTop, int padLeft) {

        /** The image, of so many planes. */
        static Side image(WinogradGradientCut cut, String pointer, int planes) {
            Geometry g = cut.g();
            ToomCook down = cut.down();
            ToomCook across = cut.across();
            return new Side(pointer, planes, g.height(), g.width(), new Matrix(down.products(), down::ofNumbers),
                    new Matrix(across.products(), across::ofNumbers), down.products(), across.products(), down.taps(),
                    across.taps(), g.padTop(), g.padLeft());
        }

        /** The incoming gradient. */
        static Side incoming(WinogradGradientCut cut, String pointer) {
            Geometry g = cut.g();
            ToomCook down = cut.down();
            ToomCook across = cut.across();
            return new Side(pointer, g.filters(), g.outHeight(), g.outWidth(),
                    new Matrix(down.products(), down::ofTaps),
                    new Matrix(across.products(), across::ofTaps), down.taps(), across.taps(), down.taps(),
                    across.taps(), 0, 0);
        }
    }

    /**
     * Where numbers go: {@code [product of the row][plane][tile]}, in parts of vectors.
     *
     * @param planes as many as lie there
     * @param pitch parts of a plane
     */
    record Apart(String array, int planes, int pitch) {}

    /**
     * A row of tiles.
     *
     * @param line which row of products is made
     * @param row of tiles
     * @param firstColumn its first tile
     * @param columns tiles
     * @param tile number of the first one among those that are summed together
     */
    record Place(Expr block, Expr line, Expr row, Expr firstColumn, Expr columns, Expr tile) {}

    /** Takes the tiles of so many planes apart, from {@code firstPlane} on. */
    void write(Code code, Place place, Expr firstPlane, Expr planes) {
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(place.row, whole(side.stepDown)), whole(side.padTop)));
        Name[] rows = new Name[side.rows];
        Name[] factors = new Name[side.rows];
        for (int r = 0; r < side.rows; r++) {
            Expr y = add(top, whole(r));
            rows[r] = code.let(writer.index(), "row" + r,
                    multiply(max(whole(0), min(whole(side.height - 1L), y)), whole((long) side.width * parts.count())));
            factors[r] = code.let(parts.type(), "factor" + r, new Expr.Convert(parts.type(), factor(place.line, r, y)));
        }
        code.loop("plane", whole(0), planes, 1, (inPlane, plane) -> {
            Expr start = inPlane.let(writer.index(), "start", multiply(
                    Blocks.index(place.block, (long) side.planes * side.height * side.width,
                            multiply(add(firstPlane, plane), whole((long) side.height * side.width))),
                    whole(parts.count())));
            inPlane.loop("column", whole(0), place.columns, 1, (inTile, column) -> {
                Expr left = inTile.let(KernelType.INT, "left", subtract(
                        multiply(add(place.firstColumn, column), whole(side.stepAcross)), whole(side.padLeft)));
                inTile.loop("part", parts.count(), (inner, part) -> {
                    combineRows(inner, rows, factors, add(start, part), left);
                    combineColumns(inner, plane, add(multiply(add(place.tile, column), whole(parts.count())), part));
                });
            });
        });
    }

    /** What row {@code r} of a tile counts; nothing where it lies on padding, whose place is taken by a row of the plane. */
    private Expr factor(Expr line, int r, Expr y) {
        Expr inside = and(new Expr.Binary(Expr.Operator.GREATER_EQUAL, y, whole(0)),
                new Expr.Binary(Expr.Operator.LESS, y, whole(side.height)));
        String table = apart.array + "_factor";
        writer.define(table(table));
        return multiply(call(table, add(multiply(line, whole(side.rows)), whole(r))),
                new Expr.Convert(KernelType.REAL, inside));
    }

    private String table(String name) {
        boolean single = writer.layout().precision() == Precision.F32;
        String real = single ? "float" : "double";
        String numbers = IntStream.range(0, side.down.count()).boxed()
                .flatMap(line -> IntStream.range(0, side.rows).mapToObj(r -> side.down.rows().row(line)[r]))
                .map(value -> single ? Float.toString(value.floatValue()) + "f" : Double.toString(value))
                .collect(Collectors.joining(", "));
        return "static " + real + " " + name + "(const int number)\n{\n    const " + real + " numbers["
                + side.down.count() * side.rows + "] = {" + numbers + "};\n    return numbers[number];\n}\n";
    }

    private void combineRows(Code code, Name[] rows, Name[] factors, Expr start, Expr left) {
        Expr right = subtract(whole(side.width), left);
        code.when(new Expr.Binary(Expr.Operator.GREATER,
                max(subtract(whole(0), left), subtract(whole(side.columns), right)), whole(0)),
                then -> then.loop("k", side.columns, (inner, k) -> inner.store(NUMBERS, k,
                        new Expr.Convert(parts.type(), new Expr.Real(0)))));
        code.loop("k", max(whole(0), subtract(whole(0), left)), min(whole(side.columns), right), 1, (inner, k) -> {
            Expr at = inner.let(writer.index(), "at",
                    add(start, multiply(add(left, k), whole(parts.count()))));
            Expr sum = multiply(factors[0], new Load(side.pointer, add(at, rows[0])));
            for (int r = 1; r < side.rows; r++) {
                sum = call("fma", factors[r], new Load(side.pointer, add(at, rows[r])), sum);
            }
            inner.store(NUMBERS, k, sum);
        });
    }

    private void combineColumns(Code code, Expr plane, Expr tile) {
        WinogradTransform.rows(code, parts.type(), side.across,
                k -> code.let(parts.type(), "number" + k, new Load(NUMBERS, whole(k))),
                (product, value) -> code.store(apart.array, add(multiply(
                        add(whole((long) product * apart.planes), plane), whole(apart.pitch)), tile), value));
    }
}
