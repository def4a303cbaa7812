package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * {@link MaxPool} in training, which tells its choice besides: at which place of its window each first maximum is, places being
 * counted row by row, those on padding too. The gradient needs that and not the image. Results: the largest, the choice.
 */
public record MaxPoolTraining(MaxPool of) implements Operator {
    private static final int PLACES_OF_A_BYTE = 256;

    @Override
    public String name() {
        return "maxpool_training";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Type largest = of.infer(inputs).get(0);
        return List.of(largest, choice(of, largest.shape()));
    }

    /** The type of the choice where the pool gives that shape. */
    static Type choice(MaxPool of, Shape largest) {
        boolean few = of.sizeHeight() * of.sizeWidth() <= PLACES_OF_A_BYTE;
        return new Type(few ? Element.BYTE : Element.INT, true, largest);
    }

    @Override
    public void differentiate(Gradients g) {
        Value choice = g.node().results().get(1);
        g.give(0, g.emit("d", new MaxPoolGradient(of, g.input(0).type().shape()), choice, g.incoming(0)));
    }

    @Override
    public void reference(Reference r) {
        double[] image = r.input(0);
        of.eachMaximum(image, r.batch(), r.inputType(0).shape(), (from, place, to) -> {
            r.result(0)[to] = image[from];
            r.result(1)[to] = place;
        });
    }
}
