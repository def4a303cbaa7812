package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnGradient;
import dev.netc.compiler.shape.Shape;

/** lrn and its gradient: a work-item owns all channels of a row of positions, or of one position. */
final class LrnRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, Epilogue.root(node).name());
        Shape shape = node.results().get(0).type().shape();
        String values = writer.input(Epilogue.rootInputs(node).get(0), "values");
        boolean backward = Epilogue.root(node) instanceof LrnGradient;
        String incoming = backward ? writer.input(Epilogue.rootInputs(node).get(1), "incoming") : "";
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Expr y = writer.dimension("y", shape.height());
        Expr block = writer.blocks("block", 1);
        writer.over(writer.code(), "x", shape.width(), (code, x) -> {
            Places places = new Places(shape, block, y, x);
            if (Epilogue.root(node) instanceof LrnGradient(Lrn lrn)) {
                backward(code, writer, lrn, places, values, incoming, epilogue);
            } else {
                new Normalization((Lrn) Epilogue.root(node), shape.channels(), writer.vector()).across(code, "",
                        (inner, c) -> new Load(values, places.of(c).index()),
                        (inner, c, value) -> epilogue.finish(inner, value, places.of(c), ""));
            }
        });
        return writer.done();
    }

    private record Places(Shape shape, Expr block, Expr y, Expr x) {
        Epilogue.Place of(Expr channel) {
            Expr element = add(multiply(add(multiply(channel, whole(shape.height())), y), whole(shape.width())), x);
            return new Epilogue.Place(block, element, Blocks.index(block, shape.elements(), element));
        }
    }

    /** As {@link LrnGradient} says; a first pass over the channels leaves s^-beta and db a s^(-beta - 1). */
    private static void backward(Code code, KernelWriter writer, Lrn lrn, Places places, String values, String incoming,
            Epilogue epilogue) {
        Normalization norm = new Normalization(lrn, places.shape().channels(), writer.vector());
        Normalization.Source given = (at, c) -> new Load(values, places.of(c).index());
        Normalization.Source a = norm.held() ? norm.hold(code, "channels", given) : given;
        Normalization.Source power = (at, c) -> norm.power(at.let(writer.vector(), "sum", norm.sum(at, "i", a, c)));
        Normalization.Source powers = norm.held() ? norm.hold(code, "powers", power) : power;
        Normalization.Source product = (at, c) -> {
            Expr sum = at.let(writer.vector(), "total", norm.sum(at, "i", a, c));
            Expr incomingTimesValue = binary(new Load(incoming, places.of(c).index()), a.at(at, c));
            return divide(binary(incomingTimesValue, norm.held() ? powers.at(at, c) : norm.power(sum)), sum);
        };
        Normalization.Source products = norm.held() ? norm.hold(code, "products", product) : product;
        code.loop("c", norm.channels(), (inner, c) -> {
            Name around = inner.variable(writer.vector(), "around", real(0));
            norm.around(inner, "j", c, (at, j) -> at.assign(around, add(around, products.at(at, j))));
            Expr direct = binary(new Load(incoming, places.of(c).index()), powers.at(inner, c));
            Expr others = binary(binary(real(2 * lrn.alpha() * lrn.beta()), a.at(inner, c)), around);
            Expr gradient = inner.let(writer.vector(), "gradient", subtract(direct, others));
            epilogue.finish(inner, gradient, places.of(c), "");
        });
    }

    private static Expr binary(Expr left, Expr right) {
        return new Expr.Binary(Operator.MULTIPLY, left, right);
    }
}
