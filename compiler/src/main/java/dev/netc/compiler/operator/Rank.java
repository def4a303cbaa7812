package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * How many classes stand before the label's: those with a larger logit, and those with the same and a smaller index. 0 is
 * a right answer, less than 5 one of the first five. A logit that is not a number puts the label last. Inputs: logits, the
 * label.
 */
public record Rank() implements Operator {
    @Override
    public String name() {
        return "rank";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Pick.loss(inputs);
        return List.of(new Type(Element.INT, true, Shape.of(1)));
    }

    @Override
    public void reference(Reference r) {
        int classes = r.inputType(0).shape().channels();
        for (int n = 0; n < r.batch(); n++) {
            int label = (int) r.input(1)[n];
            double own = r.input(0)[n * classes + label];
            for (int c = 0; c < classes; c++) {
                double other = r.input(0)[n * classes + c];
                boolean behind = other < own || (other == own && c > label);
                if (c != label && !behind) {
                    r.result(0)[n]++;
                }
            }
        }
    }
}
