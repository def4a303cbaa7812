package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * Largest of each window, padding being minus infinity. Training has {@link MaxPoolTraining} in its place, whose gradient goes to the first
 * maximum in row order.
 */
public record MaxPool(int sizeHeight, int sizeWidth, int strideHeight, int strideWidth,
        Padding pad) implements Operator {
    @Override
    public String name() {
        return "maxpool";
    }

    public Window window() {
        return new Window(sizeHeight, sizeWidth, strideHeight, strideWidth, pad);
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Shape image = inputs.get(0).shape();
        return List.of(Type.batch(window().over(image, image.channels())));
    }

    @Override
    public void reference(Reference r) {
        double[] image = r.input(0);
        eachMaximum(image, r.batch(), r.inputType(0).shape(), (from, place, to) -> r.result(0)[to] = image[from]);
    }

    /** Is handed each window's first maximum: its number among the image's elements, its place in the window, and the result's number. */
    interface Maximum {
        void at(int from, int place, int to);
    }

    void eachMaximum(double[] image, int batch, Shape shape, Maximum maximum) {
        Patch.each(window(), shape, batch, (patch, to) -> {
            int first = first(image, patch);
            maximum.at(first, patch.place(first), to);
        });
    }

    private static int first(double[] image, Patch patch) {
        int[] best = {-1};
        patch.each(at -> best[0] = best[0] < 0 || image[at] > image[best[0]] ? at : best[0]);
        return best[0];
    }
}
