package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;
import dev.netc.program.Element;

/**
 * The gradient of a convolution's weight Winograd's way, where examples lie in lanes and there are channels and filters enough: the kernel of its
 * {@linkplain WinogradGradientProducts products}, and the one here, which puts their rows together and does the optimizer step where that is
 * part of the node. A work-item owns a plane of sixteen filters.
 */
final class WinogradGradientSums {
    /** A private array for the products of a filter and a plane. */
    private static final String SUMMED = "summed";

    private WinogradGradientSums() {}

    /** The kernels of {@code node}, where this way costs less. */
    static Optional<List<Lowered>> lower(Node node, WeightGradient gradient, Layout layout) {
        List<Value> segments = WeightGradientOperands.segments(node);
        Geometry g = Geometry.of(gradient.of(),
                Contraction.joined(segments.stream().map(Value::type).toList()));
        if (g.dense() || !g.shared() || (g.groups() > 1 && g.filtersOfGroup() % Layout.WEIGHT_TILE != 0)) {
            return Optional.empty();
        }
        return WinogradGradientCut.of(g, segments.stream().map(s -> s.type().shape().channels()).toList(),
                Element.REAL.bytes(layout.precision())).map(cut -> {
                    Lowered.Scratch scratch = new Lowered.Scratch(node.results().getFirst().name() + ".totals", 1,
                            cut.totals());
                    return List.of(new WinogradGradientProducts(node, layout, cut, scratch).lower(),
                            sums(node, layout, cut, scratch));
                });
    }

    private static Lowered sums(Node node, Layout layout, WinogradGradientCut cut, Lowered.Scratch scratch) {
        Geometry g = cut.g();
        KernelType vector = KernelType.real(Layout.WEIGHT_TILE);
        KernelWriter writer = new KernelWriter(layout, "weight_gradient");
        String totals = writer.pointer(scratch.name(), "totals", vector, false);
        WeightSink sink = WeightSink.of(node, writer);
        Code code = writer.code();
        int tiles = cut.filtersLying() / Layout.WEIGHT_TILE;
        Expr tile = writer.dimension("filter_tile", tiles);
        Expr plane = writer.dimension("plane", cut.planesOfGroup());
        Expr first = code.let(KernelType.INT, "first", add(multiply(tile, whole(cut.planesOfGroup())), plane));
        long ofProduct = (long) tiles * cut.planesOfGroup();
        code.array(vector, SUMMED, cut.products());
        code.loop("product", cut.products(), (inner, product) -> {
            Expr at = inner.let(KernelType.INT, "at", add(first, multiply(product, whole(ofProduct))));
            Expr sum = new Load(totals, at);
            for (int part = 1; part < cut.parts(); part++) {
                sum = add(sum, new Load(totals, add(at, whole((long) part * cut.products() * ofProduct))));
            }
            inner.store(SUMMED, product, sum);
        });
        int columns = cut.across().products();
        Expr channel = add(multiply(tile, whole(g.channelsOfGroup())), cut.phases().channel(plane));
        Expr firstTap = code.let(KernelType.INT, "first_tap", multiply(channel, whole(g.taps())));
        WinogradTransform.write(code, vector, new Matrix(cut.down().outputs(), cut.down()::ofOutput),
                new Matrix(cut.across().outputs(), cut.across()::ofOutput), columns,
                (row, column) -> new Load(SUMMED, add(whole((long) row * columns), column)),
                (inner, row, column, value) -> put(inner, sink, cut, firstTap, plane, row, column, value));
        return writer.done();
    }

    /** Puts a tap of sixteen filters, where the plane's phase has one there. */
    private static void put(Code code, WeightSink sink, WinogradGradientCut cut, Expr firstTap, Expr plane, Expr row,
            int column, Expr value) {
        Geometry g = cut.g();
        Phases phases = cut.phases();
        Phases.Tap tap = phases.tap(phases.row(plane), phases.column(plane), row, whole(column));
        Expr at = add(firstTap, tap.number(g.kernelWidth()));
        if (phases.count() == 1) {
            code.block(of -> sink.putVector(of, Layout.WEIGHT_TILE, at, value));
        } else {
            code.when(tap.inside(g.kernelHeight(), g.kernelWidth()),
                    then -> sink.putVector(then, Layout.WEIGHT_TILE, at, value));
        }
    }
}
