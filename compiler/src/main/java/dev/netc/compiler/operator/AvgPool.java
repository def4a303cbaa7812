package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;

/**
 * Mean of the part of each window that lies on the image: neither padding nor what {@code round: up} clips is counted.
 *
 * @param vector whether the one window covers the image and its means are given as {@code [channels]}
 */
public record AvgPool(int sizeHeight, int sizeWidth, int strideHeight, int strideWidth, Padding pad, boolean vector)
        implements
            Operator {
    /** The mean of every channel of a whole image of this size, {@code [channels]}. */
    public static AvgPool all(int height, int width) {
        return new AvgPool(height, width, height, width, Padding.NONE, true);
    }

    @Override
    public String name() {
        return "avgpool";
    }

    public Window window() {
        return new Window(sizeHeight, sizeWidth, strideHeight, strideWidth, pad);
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(Type.batch(output(inputs.get(0).shape())));
    }

    private Shape output(Shape image) {
        Types.require(!vector || window().covers(image), "a vector of means needs a window that covers the image");
        return vector ? Shape.of(image.channels()) : window().over(image, image.channels());
    }

    @Override
    public void differentiate(Gradients g) {
        g.give(0, g.emit("d", new AvgPoolGradient(this, g.input(0).type().shape()), g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        double[] image = r.input(0);
        Patch.each(window(), r.inputType(0).shape(), r.batch(),
                (patch, to) -> r.result(0)[to] = patch.sum(i -> image[i]) / patch.elements());
    }
}
