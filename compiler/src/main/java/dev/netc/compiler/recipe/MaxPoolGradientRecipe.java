package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.MaxPoolGradient;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Shape;

/**
 * The gradient of maxpool's image: each pixel adds up, in row order, what comes in at the windows over it that chose it. Many lanes: a
 * work-item owns a channel's plane.
 */
final class MaxPoolGradientRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        MaxPoolGradient gradient = (MaxPoolGradient) Epilogue.root(node);
        Window window = gradient.of().window();
        Shape image = gradient.image();
        Shape pooled = Epilogue.rootInputs(node).get(1).type().shape();
        KernelWriter writer = new KernelWriter(layout, "maxpool_gradient");
        String choice = writer.input(Epilogue.rootInputs(node).get(0), "choice");
        String incoming = writer.input(Epilogue.rootInputs(node).get(1), "incoming");
        Epilogue epilogue = Epilogue.of(node, writer).declare();
        Plane plane = Plane.of(writer, image.channels());
        writer.over(writer.code(), "y", image.height(), (inRow, y) -> {
            Over rows = Over.of(inRow, "row", add(y, whole(window.pad().top())), window.height(),
                    window.strideHeight(), pooled.height());
            writer.over(inRow, "x", image.width(), (inner, x) -> {
                Over columns = Over.of(inner, "column", add(x, whole(window.pad().left())), window.width(),
                        window.strideWidth(), pooled.width());
                Name sum = inner.variable(writer.vector(), "sum", real(0));
                rows.each(inner, (inWindows, row) -> columns.each(inWindows, (at, column) -> {
                    Expr from = at.let(KernelType.LONG, "from", plane.at(pooled, row, column));
                    Expr place = at.let(writer.vector(), "place",
                            new Expr.Convert(writer.vector(), WindowPlace.of(window, row, column, y, x)));
                    at.assign(sum, add(sum, new Choose(Operator.EQUAL, new Expr.ToReal(new Load(choice, from)), place,
                            new Load(incoming, from), real(0))));
                }));
                epilogue.finishThroughCaches(inner, sum, plane.place(image, y, x));
            });
        });
        return writer.done();
    }

    /**
     * The windows over a pixel in one direction.
     *
     * @param name of a window's number
     * @param end exclusive
     */
    private record Over(String name, Expr first, Expr end) {
        /** Those over pixel {@code at}, counted from where padding begins. */
        static Over of(Code code, String name, Expr at, int size, int stride, int windows) {
            return new Over(name,
                    code.let(KernelType.INT, "first_" + name,
                            Clipped.firstStep(subtract(whole(size - 1L), at), stride)),
                    code.let(KernelType.INT, "end_" + name,
                            Clipped.endStep(subtract(whole(0), at), windows, stride, 1)));
        }

        void each(Code code, Code.Loop body) {
            code.loop(name, first, end, 1, body);
        }
    }
}
