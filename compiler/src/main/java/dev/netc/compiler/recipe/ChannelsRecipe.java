package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.function.Function;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.operator.LogSoftmax;
import dev.netc.compiler.operator.LogSoftmaxGradient;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.operator.SoftmaxGradient;
import dev.netc.compiler.shape.Shape;

/** softmax, log_softmax and their gradients: a work-item owns all channels of one position. */
final class ChannelsRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final Node node;
        private final KernelWriter writer;
        private final Shape shape;

        Form(Node node, Layout layout) {
            this.node = node;
            writer = new KernelWriter(layout, node.operator().name());
            shape = node.result().type().shape();
        }

        Lowered lower() {
            Operator operator = node.operator();
            boolean backward = operator instanceof SoftmaxGradient || operator instanceof LogSoftmaxGradient;
            String first = writer.input(node.inputs().get(0), backward ? "output" : "values");
            String incoming = backward ? writer.input(node.inputs().get(1), "incoming") : "";
            String result = writer.output(node.result(), "result");
            Expr position = writer.dimension("position", (long) shape.height() * shape.width());
            Expr block = writer.blocks("block", 1);
            Function<Expr, Expr> at = c -> Blocks.index(block, shape.elements(),
                    add(multiply(c, whole((long) shape.height() * shape.width())), position));
            Function<Expr, Expr> x = c -> new Load(first, at.apply(c));
            Function<Expr, Expr> dy = c -> new Load(incoming, at.apply(c));
            Code code = writer.code();
            switch (operator) {
                case Softmax s -> {
                    Expr largest = largest(code, x);
                    Expr total = sum(code, "total", c -> call("exp", subtract(x.apply(c), largest)));
                    each(code, result, at, c -> divide(call("exp", subtract(x.apply(c), largest)), total));
                }
                case LogSoftmax s -> {
                    Expr largest = largest(code, x);
                    Expr total = sum(code, "total", c -> call("exp", subtract(x.apply(c), largest)));
                    Expr log = code.let(writer.vector(), "log_total", call("log", total));
                    each(code, result, at, c -> subtract(subtract(x.apply(c), largest), log));
                }
                case SoftmaxGradient s -> {
                    Expr total = sum(code, "total", c -> times(dy.apply(c), x.apply(c)));
                    each(code, result, at, c -> times(x.apply(c), subtract(dy.apply(c), total)));
                }
                case LogSoftmaxGradient s -> {
                    Expr total = sum(code, "total", dy);
                    each(code, result, at, c -> subtract(dy.apply(c), times(call("exp", x.apply(c)), total)));
                }
                default -> throw new IllegalStateException(operator.name());
            }
            return writer.done();
        }

        private Expr largest(Code code, Function<Expr, Expr> value) {
            return Largest.of(code, writer, shape.channels(), value);
        }

        private Expr sum(Code code, String name, Function<Expr, Expr> term) {
            Name total = code.variable(writer.vector(), name, real(0));
            code.loop("c", shape.channels(), (inner, c) -> inner.assign(total, add(total, term.apply(c))));
            return total;
        }

        private void each(Code code, String result, Function<Expr, Expr> at, Function<Expr, Expr> value) {
            code.loop("c", shape.channels(), (inner, c) -> inner.store(result, at.apply(c), value.apply(c)));
        }

        private static Expr times(Expr left, Expr right) {
            return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
        }
    }
}
