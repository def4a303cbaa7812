package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;
import dev.netc.compiler.recipe.WinogradTransform.Matrix;

/**
 * Convolutions of 3 × 3 to 5 × 5 with stride 1, the gradients of their images, and convolutions of larger windows with a stride,
 * {@linkplain Phases phase} by phase, by fewer multiply-adds than taps ask for, where there are planes and results enough. The weight is taken apart, then the products are made. {@linkplain SmallBatchWinograd A few examples} and
 * {@linkplain WinogradGradientSums gradients of weights} have kernels of their own.
 */
final class WinogradRecipes {
    /** Of a weight that was taken apart, or the images of a few examples: 256 MB in single precision. */
    private static final long MOST_ELEMENTS = 64_000_000;

    private WinogradRecipes() {}

    /** The kernels of {@code node}, where this way costs less. */
    static Optional<List<Lowered>> lower(Node node, Layout layout) {
        if (layout.small()) {
            return few(node, layout);
        }
        if (!layout.coarse()) {
            return Optional.empty();
        }
        return switch (Epilogue.root(node)) {
            case Conv conv -> forward(node, layout);
            case InputGradient gradient when gradient.of() instanceof Conv -> inputGradient(node, gradient, layout);
            case WeightGradient gradient -> WinogradGradientSums.lower(node, gradient, layout);
            case WeightStep step -> WinogradGradientSums.lower(node, step.gradient(), layout);
            default -> Optional.empty();
        };
    }

    private static Optional<List<Lowered>> forward(Node node, Layout layout) {
        ContractionOperands operands = ContractionOperands.withoutWeight(node, layout);
        if (!takes(operands.g)) {
            return Optional.empty();
        }
        int phases = Phases.of(operands.g).count();
        List<Integer> segments = operands.g.groups() == 1 ? operands.channels : List.of(operands.g.channelsOfGroup());
        return WinogradTiles.of(Correlation.forward(operands.g))
                .map(tiles -> new WinogradWeight(tiles, segments.stream().map(s -> s * phases).toList(), true))
                .filter(WinogradRecipes::fits)
                .map(weight -> lower(node, Epilogue.rootInputs(node).get(operands.images.size()),
                        new WinogradForward(operands), weight, 0, layout));
    }

    /** A convolution of a few examples, each of which lies by itself. */
    private static Optional<List<Lowered>> few(Node node, Layout layout) {
        if (!(Epilogue.root(node) instanceof Conv) || !SmallBatchRecipe.takes(node)) {
            return Optional.empty();
        }
        ContractionOperands operands = ContractionOperands.ofResult(node, layout);
        if (!takesWithoutStride(operands.g)) {
            return Optional.empty();
        }
        return WinogradTiles.ofFew(Correlation.forward(operands.g))
                .map(tiles -> new WinogradWeight(tiles, List.of(operands.g.channelsOfGroup()), true))
                .filter(WinogradRecipes::fits)
                .map(weight -> new SmallBatchWinograd(node, layout, operands, weight, transformed(node, weight)))
                .filter(kernels -> kernels.apart().elements() * Layout.SMALL_BATCH <= MOST_ELEMENTS)
                .map(kernels -> {
                    Lowered transform = transform(Epilogue.rootInputs(node).get(operands.channels.size()),
                            kernels.weight(), 0, kernels.transformed(), layout);
                    return Stream.concat(Stream.of(transform), kernels.lower().stream()).toList();
                });
    }

    private static Optional<List<Lowered>> inputGradient(Node node, InputGradient gradient, Layout layout) {
        Geometry g = Geometry.of(gradient.of(), gradient.input());
        if (!takesWithoutStride(g)) {
            return Optional.empty();
        }
        return WinogradTiles.of(Correlation.inputGradient(g, gradient.to() - gradient.from()))
                .map(tiles -> new WinogradWeight(tiles, List.of(g.filtersOfGroup()), false))
                .filter(WinogradRecipes::fits)
                .map(weight -> lower(node, Epilogue.rootInputs(node).get(1),
                        new WinogradInputGradient(node, layout, g, gradient.to() - gradient.from()), weight,
                        gradient.from(), layout));
    }

    /** Whether the weight that was taken apart is not too large for any device: four to nine times the weight. */
    private static boolean fits(WinogradWeight weight) {
        return weight.elements() <= MOST_ELEMENTS;
    }

    /** Whether no tile of the weight belongs to two groups. */
    private static boolean takes(Geometry g) {
        return !g.dense() && (g.groups() == 1 || g.filtersOfGroup() % Layout.WEIGHT_TILE == 0);
    }

    private static boolean takesWithoutStride(Geometry g) {
        return takes(g) && Phases.of(g).count() == 1;
    }

    private static List<Lowered> lower(Node node, Value source, WinogradSide side, WinogradWeight weight,
            int firstChannel,
            Layout layout) {
        Lowered.Scratch scratch = transformed(node, weight);
        return List.of(transform(source, weight, firstChannel, scratch, layout),
                new WinogradProduct(side, weight, scratch).lower());
    }

    /** Where a weight goes that is taken apart. */
    private static Lowered.Scratch transformed(Node node, WinogradWeight weight) {
        return new Lowered.Scratch(node.results().getLast().name() + ".transformed", 1, weight.elements());
    }

    /** The kernel that takes a weight apart. A work-item owns sixteen filters. */
    private static Lowered transform(Value source, WinogradWeight weight, int firstChannel, Lowered.Scratch scratch,
            Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "transform_weight");
        KernelType vector = KernelType.real(Layout.WEIGHT_TILE);
        String from = writer.pointer(source.name(), "weight", vector, false);
        String into = writer.scratch(scratch, "transformed", vector);
        Expr tile = writer.dimension("tile", weight.tilesOfFilters());
        ToomCook down = weight.tiles().down();
        ToomCook across = weight.tiles().across();
        Correlation c = weight.tiles().correlation();
        int taps = c.windowHeight() * c.windowWidth();
        long channels = source.type().shape().elements() / source.type().shape().dimensions().getFirst() / taps;
        weight.everyVector(writer, writer.code(), tile, (code, plane, place) -> {
            Expr channel = add(c.phases().channel(plane), whole(firstChannel));
            Expr first = code.let(writer.index(), "first_tap",
                    multiply(add(multiply(tile, whole(channels)), channel), whole(taps)));
            WinogradTransform.Source tap = weight.forward() && c.phases().count() > 1
                    ? ofPhase(code, c, from, vector, first, plane)
                    : (row, column) -> new Load(from, add(first, tap(row, column, weight)));
            WinogradTransform.write(code, vector, new Matrix(down.products(), down::ofTaps),
                    new Matrix(across.products(), across::ofTaps), across.taps(), tap,
                    (inner, i, j, value) -> inner.store(into,
                            place.of(add(multiply(i, whole(across.products())), whole(j))), value));
        });
        return writer.done(true);
    }

    /** Which tap is one; backwards the window is turned round. */
    private static Expr tap(int row, Expr column, WinogradWeight weight) {
        int across = weight.tiles().across().taps();
        Expr tap = add(whole((long) row * across), column);
        return weight.forward()
                ? tap
                : subtract(whole((long) weight.tiles().down().taps() * across - 1), tap);
    }

    /** The taps of a phase; zeros where it has fewer than others. */
    private static WinogradTransform.Source ofPhase(Code code, Correlation c, String weights, KernelType vector,
            Expr first, Expr phase) {
        Expr firstRow = code.let(KernelType.INT, "first_row", c.phases().row(phase));
        Expr firstColumn = code.let(KernelType.INT, "first_column", c.phases().column(phase));
        return (row, column) -> {
            Phases.Tap tap = c.phases().tap(firstRow, firstColumn, whole(row), column);
            Expr known = min(tap.number(c.windowWidth()), whole((long) c.windowHeight() * c.windowWidth() - 1));
            return multiply(new Load(weights, add(first, known)), new Expr.Convert(vector,
                    new Expr.Convert(KernelType.REAL, tap.inside(c.windowHeight(), c.windowWidth()))));
        };
    }

    /** A convolution, with what follows it. */
    private record WinogradForward(ContractionOperands operands) implements WinogradSide {
        @Override
        public KernelWriter writer() {
            return operands.writer;
        }

        @Override
        public Geometry layer() {
            return operands.g;
        }

        @Override
        public Expr read(int segment, Expr block, Expr group, Expr channel, Expr y, Expr x) {
            Geometry g = operands.g;
            Expr own = add(multiply(group, whole(g.groups() == 1 ? 0 : g.channelsOfGroup())), channel);
            Expr at = add(multiply(add(multiply(own, whole(g.height())), y), whole(g.width())), x);
            return new Load(operands.images.get(segment),
                    Blocks.index(block, (long) operands.channels.get(segment) * g.plane(), at));
        }

        @Override
        public void finish(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum) {
            Expr filter = code.let(KernelType.INT, "filter", result);
            operands.finish(code, sum, block, filter, y, x, "");
        }

        @Override
        public boolean normalizes() {
            return operands.epilogue.normalization().isPresent();
        }

        @Override
        public void normalize(Code code, Expr block, Expr y, Expr x) {
            operands.normalize(code, block, y, x, "");
        }

        @Override
        public Expr toNormalize(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum) {
            return operands.toNormalize(code, sum, block, code.let(KernelType.INT, "filter", result), y, x);
        }

        @Override
        public void normalizeHeld(Code code, Expr block, Expr y, Expr x, Normalization.Source held) {
            operands.normalizeHeld(code, block, y, x, held);
        }
    }

    /** The gradient of a convolution's image, or of a segment of it. */
    private static final class WinogradInputGradient implements WinogradSide {
        private final KernelWriter writer;
        private final Geometry g;
        private final int channels;
        private final String incoming;
        private final Epilogue epilogue;

        WinogradInputGradient(Node node, Layout layout, Geometry g, int channels) {
            this.g = g;
            this.channels = channels;
            writer = new KernelWriter(layout, "input_gradient");
            incoming = writer.input(Epilogue.rootInputs(node).getFirst(), "incoming");
            epilogue = Epilogue.of(node, writer).declare();
        }

        @Override
        public KernelWriter writer() {
            return writer;
        }

        @Override
        public Geometry layer() {
            return g;
        }

        @Override
        public Expr read(int segment, Expr block, Expr group, Expr channel, Expr y, Expr x) {
            Expr filter = add(multiply(group, whole(g.filtersOfGroup())), channel);
            Expr at = add(multiply(add(multiply(filter, whole(g.outHeight())), y), whole(g.outWidth())), x);
            return new Load(incoming, Blocks.index(block, (long) g.filters() * g.outPlane(), at));
        }

        @Override
        public void finish(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum) {
            Expr element = code.let(KernelType.INT, "element",
                    add(multiply(add(multiply(result, whole(g.height())), y), whole(g.width())), x));
            Expr index = Blocks.index(block, (long) channels * g.plane(), element);
            epilogue.finish(code, sum, new Epilogue.Place(block, element, index), "");
        }

        @Override
        public boolean normalizes() {
            return false;
        }

        @Override
        public void normalize(Code code, Expr block, Expr y, Expr x) {
            throw notNormalized();
        }

        @Override
        public Expr toNormalize(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum) {
            throw notNormalized();
        }

        @Override
        public void normalizeHeld(Code code, Expr block, Expr y, Expr x, Normalization.Source held) {
            throw notNormalized();
        }

        private static IllegalStateException notNormalized() {
            return new IllegalStateException("a gradient is not normalised");
        }
    }
}
