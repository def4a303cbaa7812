package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.and;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;

/**
 * The image's tiles, taken apart for a weight's gradient: {@code [product][plane][tile][examples]}, single numbers. What lies on padding
 * is read as the channel's nearest row times zero.
 *
 * @param apart where the numbers go
 */
record WinogradGradientImage(KernelWriter writer, VectorParts parts, WinogradGradientCut cut, WinogradApart apart) {

    /**
     * What is taken apart.
     *
     * @param image where it is
     * @param channels of the image
     * @param firstChannel the first one of the group
     * @param first its first plane, counted from there
     * @param count how many
     */
    record Planes(String image, int channels, Expr firstChannel, Expr first, Expr count) {}

    /** The rows of a tile, and factors that are zero for those on padding. */
    private record Rows(List<Name> at, List<Name> inside) {}

    /** Takes a run of tiles apart. */
    void takeApart(Code code, Planes planes, WinogradTileRun run) {
        Geometry g = cut.g();
        Phases phases = cut.phases();
        Matrix down = new Matrix(cut.down().products(), cut.down()::ofNumbers);
        Matrix across = new Matrix(cut.across().products(), cut.across()::ofNumbers);
        Expr top = code.let(KernelType.INT, "top",
                subtract(multiply(run.row(), whole((long) cut.down().taps() * phases.down())), whole(g.padTop())));
        Optional<Rows> ofAll = phases.down() == 1 ? Optional.of(rows(code, top)) : Optional.empty();
        code.loop("plane", whole(0), planes.count, 1, (inPlane, plane) -> {
            Expr phase = add(planes.first, plane);
            Rows rows = ofAll.orElseGet(() -> rows(inPlane,
                    inPlane.let(KernelType.INT, "first_row", add(top, phases.row(phase)))));
            Expr start = inPlane.let(writer.index(), "start", multiply(
                    Blocks.index(run.block(), (long) planes.channels * g.plane(),
                            multiply(add(planes.firstChannel, phases.channel(phase)), whole(g.plane()))),
                    whole(parts.count())));
            inPlane.loop("column", whole(0), run.columns(), 1, (inTile, column) -> {
                Expr first = multiply(add(run.firstColumn(), column),
                        whole((long) cut.across().taps() * phases.across()));
                Expr left = inTile.let(KernelType.INT, "left",
                        subtract(add(first, phases.column(phase)), whole(g.padLeft())));
                inTile.loop("part", parts.count(), (inner, part) -> {
                    columns(inner, planes.image, rows, add(start, part), left);
                    WinogradTransform.lines(inner, parts.type(), down.count(), across, across.count(),
                            (of, product, value) -> of.storeVector(parts.type().lanes(), apart.array(),
                                    add(apart.at(product, add(multiply(plane, whole(cut.columnsTogether())), column),
                                            parts.count()), part),
                                    value));
                });
            });
        });
    }

    /** The rows of a tile whose first one is {@code top}. */
    private Rows rows(Code code, Expr top) {
        Geometry g = cut.g();
        List<Name> at = new ArrayList<>();
        List<Name> inside = new ArrayList<>();
        for (int r = 0; r < cut.down().products(); r++) {
            Expr y = add(top, whole((long) r * cut.phases().down()));
            at.add(code.let(writer.index(), "row" + r, multiply(
                    max(whole(0), min(whole(g.height() - 1L), y)), whole((long) g.width() * parts.count()))));
            inside.add(code.let(parts.type(), "inside" + r, new Expr.Convert(parts.type(),
                    new Expr.Convert(KernelType.REAL, and(new Expr.Binary(Expr.Operator.GREATER_EQUAL, y, whole(0)),
                            new Expr.Binary(Expr.Operator.LESS, y, whole(g.height())))))));
        }
        return new Rows(at, inside);
    }

    /** Combines the rows of each of a tile's columns. */
    private void columns(Code code, String image, Rows rows, Expr start, Expr left) {
        Matrix down = new Matrix(cut.down().products(), cut.down()::ofNumbers);
        int columns = cut.across().products();
        int stride = cut.phases().across();
        int width = cut.g().width();
        WinogradTransform.room(code, parts.type(), down, columns);
        Expr right = subtract(whole(width), left);
        code.when(
                new Expr.Binary(Expr.Operator.GREATER, max(subtract(whole(0), left),
                        subtract(whole((columns - 1L) * stride + 1), right)), whole(0)),
                then -> then.loop("k", (long) down.count() * columns, (inner, k) -> inner.store(
                        WinogradTransform.COLUMNS, k, new Expr.Convert(parts.type(), new Expr.Real(0)))));
        Clipped.steps(code, "k", left, columns, stride, width, (inner, k) -> {
            Expr at = inner.let(writer.index(), "at",
                    add(start, multiply(add(left, multiply(k, whole(stride))), whole(parts.count()))));
            WinogradTransform.column(inner, parts.type(), down, columns, k,
                    r -> inner.let(parts.type(), "number" + r,
                            multiply(rows.inside.get(r), new Load(image, add(at, rows.at.get(r))))));
        });
    }
}
