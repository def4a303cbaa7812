package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
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
                new LrnWindow(lrn, shape.channels(), writer.vector()).write(code,
                        c -> new Load(values, places.of(c).index()), c -> new Load(incoming, places.of(c).index()),
                        (inner, c, gradient) -> epilogue.finish(inner, gradient, places.of(c), ""));
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
}
