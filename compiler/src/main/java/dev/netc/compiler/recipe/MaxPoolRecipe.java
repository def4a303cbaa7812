package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.real;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolTraining;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * maxpool, at test time and in training. Many lanes: a work-item owns a channel's plane. What is not a number is taken as the largest,
 * wherever it stands, so that training sees it; of several the last.
 */
final class MaxPoolRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return switch (Epilogue.root(node)) {
            case MaxPool pool when layout.small()
                    && SmallBatchMaxPool.holds(pool, Epilogue.rootInputs(node).get(0).type().shape()) ->
                new SmallBatchMaxPool(node, layout, pool).lower();
            case MaxPool pool -> new Pooling(node, layout, pool).largest();
            case MaxPoolTraining(MaxPool pool) -> new Pooling(node, layout, pool).largestAndChoice();
            default -> throw new IllegalArgumentException(node.operator().name());
        };
    }

    /** The larger of two, the first where they are alike; what is not a number where one of them is. */
    static Expr larger(Expr best, Expr value) {
        return ofLarger(best, value, best, value);
    }

    /** One of two: what belongs to the {@linkplain #larger larger} of {@code best} and {@code value}. */
    private static Expr ofLarger(Expr best, Expr value, Expr ofBest, Expr ofValue) {
        return new Choose(Operator.NOT_EQUAL, value, value, ofValue,
                new Choose(Operator.GREATER, value, best, ofValue, ofBest));
    }

    private static final class Pooling {
        private final MaxPool pool;
        private final Shape in;
        private final Shape out;
        private final KernelWriter writer;
        private final String image;
        private final Epilogue epilogue;
        private final Node node;

        Pooling(Node node, Layout layout, MaxPool pool) {
            this.node = node;
            this.pool = pool;
            in = Epilogue.rootInputs(node).get(0).type().shape();
            out = node.results().get(0).type().shape();
            writer = new KernelWriter(layout, "maxpool");
            image = writer.input(Epilogue.rootInputs(node).get(0), "image");
            epilogue = Epilogue.of(node, writer).declare();
        }

        Lowered largest() {
            return each((code, plane, y, x) -> {
                Name best = code.variable(writer.vector(), "best", real(Double.NEGATIVE_INFINITY));
                Clipped.each(code, pool.window(), in, y, x, (at, row, column) -> {
                    Expr value = at.let(writer.vector(), "value", new Load(image, plane.at(in, row, column)));
                    at.assign(best, larger(best, value));
                });
                epilogue.finish(code, best, plane.place(out, y, x), "");
            });
        }

        /** Places are told apart as reals, as everything in lanes is. */
        Lowered largestAndChoice() {
            Value choice = node.results().getLast();
            KernelType.Base whole = choice.type().element() == Element.BYTE
                    ? KernelType.Base.BYTE
                    : KernelType.Base.INT;
            String choices = writer.output(choice, "choice");
            return each((code, plane, y, x) -> {
                Clipped rows = Clipped.rows(pool.window(), in, y);
                Clipped columns = Clipped.columns(pool.window(), in, x);
                Name best = code.variable(writer.vector(), "best", real(Double.NEGATIVE_INFINITY));
                Name chosen = code.variable(writer.vector(), "chosen", place(y, x, rows.first(), columns.first()));
                Clipped.each(code, pool.window(), in, y, x, (at, row, column) -> {
                    Expr value = at.let(writer.vector(), "value", new Load(image, plane.at(in, row, column)));
                    Expr place = at.let(writer.vector(), "place",
                            place(y, x, row, column));
                    at.assign(chosen, ofLarger(best, value, chosen, place));
                    at.assign(best, larger(best, value));
                });
                Epilogue.Place to = plane.place(out, y, x);
                code.store(choices, to.index(), new Expr.ToWhole(whole, chosen));
                epilogue.finish(code, best, to, "");
            });
        }

        private Expr place(Expr y, Expr x, Expr row, Expr column) {
            return new Expr.Convert(writer.vector(), WindowPlace.of(pool.window(), y, x, row, column));
        }

        private interface Position {
            void write(Code code, Plane plane, Expr y, Expr x);
        }

        private Lowered each(Position body) {
            Plane plane = Plane.of(writer, in.channels());
            writer.over(writer.code(), "y", out.height(),
                    (inRow, y) -> writer.over(inRow, "x", out.width(), (inner, x) -> body.write(inner, plane, y, x)));
            return writer.done();
        }
    }
}
