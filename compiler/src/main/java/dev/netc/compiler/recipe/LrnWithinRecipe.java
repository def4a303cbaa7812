package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.LrnWithinGradient;
import dev.netc.compiler.operator.LrnWithinProduct;
import dev.netc.compiler.shape.Shape;

/**
 * lrn_within and the two steps of its gradient. Many lanes: a work-item owns a channel's plane, of which the window's rows
 * stay in the cache.
 */
final class LrnWithinRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final Node node;
        private final KernelWriter writer;
        private final Operator operator;
        private final Shape shape;
        private final String values;

        Form(Node node, Layout layout) {
            this.node = node;
            operator = Epilogue.root(node);
            writer = new KernelWriter(layout, operator.name());
            shape = node.results().get(0).type().shape();
            values = writer.input(Epilogue.rootInputs(node).get(0), "values");
        }

        Lowered lower() {
            switch (operator) {
                case LrnWithin lrn -> each((code, at) -> times(at.own(values), power(lrn, sum(code, lrn, at))));
                case LrnWithinProduct(LrnWithin lrn) -> product(lrn);
                case LrnWithinGradient(LrnWithin lrn) -> gradient(lrn);
                default -> throw new IllegalStateException(operator.name());
            }
            return writer.done();
        }

        private void product(LrnWithin lrn) {
            String incoming = writer.input(node.inputs().get(1), "incoming");
            each((code, at) -> {
                Expr sum = sum(code, lrn, at);
                return divide(times(times(at.own(incoming), at.own(values)), power(lrn, sum)), sum);
            });
        }

        private void gradient(LrnWithin lrn) {
            String incoming = writer.input(Epilogue.rootInputs(node).get(1), "incoming");
            String products = writer.input(Epilogue.rootInputs(node).get(2), "products");
            each((code, at) -> {
                Name around = code.variable(writer.vector(), "around", real(0));
                window(code, lrn, at, (inner, row, column) -> inner.assign(around,
                        add(around, new Load(products, at.plane().at(shape, row, column)))));
                Expr direct = times(at.own(incoming), power(lrn, sum(code, lrn, at)));
                return subtract(direct, times(times(real(2 * lrn.alpha() * lrn.beta()), at.own(values)), around));
            });
        }

        /** An element of the plane. */
        private record At(Plane plane, Shape shape, Expr y, Expr x) {
            Expr own(String pointer) {
                return new Load(pointer, plane.at(shape, y, x));
            }
        }

        private interface Value {
            Expr at(Code code, At place);
        }

        private void each(Value value) {
            Epilogue epilogue = Epilogue.of(node, writer).declare();
            Plane plane = Plane.of(writer, shape.channels());
            writer.over(writer.code(), "y", shape.height(),
                    (inRow, y) -> writer.over(inRow, "x", shape.width(), (inner, x) -> {
                        Expr result = value.at(inner, new At(plane, shape, y, x));
                        epilogue.finish(inner, inner.let(writer.vector(), "made", result), plane.place(shape, y, x),
                                "");
                    }));
        }

        private void window(Code code, LrnWithin lrn, At at, Clipped.Pixel body) {
            Clipped.each(code, lrn.window(), shape, at.y(), at.x(), body);
        }

        /** k + alpha * sum of squares around an element, in row order. */
        private Expr sum(Code code, LrnWithin lrn, At at) {
            Name squares = code.variable(writer.vector(), "squares", real(0));
            window(code, lrn, at, (inner, row, column) -> {
                Expr a = inner.let(writer.vector(), "a", new Load(values, at.plane().at(shape, row, column)));
                inner.assign(squares, call("fma", a, a, squares));
            });
            return code.let(writer.vector(), "sum", add(real(lrn.k()), times(real(lrn.alpha()), squares)));
        }

        private Expr power(LrnWithin lrn, Expr sum) {
            return Normalization.power(writer.vector(), lrn.beta(), sum);
        }

        private static Expr times(Expr left, Expr right) {
            return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
        }
    }
}
