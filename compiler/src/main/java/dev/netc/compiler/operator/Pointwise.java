package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.scalar.Derivative;
import dev.netc.compiler.scalar.Evaluator;
import dev.netc.compiler.scalar.Scalar;

/**
 * A scalar function of the operands' elements; the operands have one shape.
 *
 * @param function as a person would call it: {@code relu}
 */
public record Pointwise(String function, Scalar body) implements Operator {
    @Override
    public String name() {
        return "pointwise";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        for (Type input : inputs) {
            Types.same(input.shape(), inputs.get(0).shape(), "operand");
        }
        return List.of(inputs.get(0));
    }

    /** The derivative may read the operands, the result and, last, the incoming gradient. */
    @Override
    public void differentiate(Gradients g) {
        int operands = g.node().inputs().size();
        for (int i = 0; i < operands; i++) {
            if (g.wanted(i)) {
                Scalar derivative = Derivative.of(body, i, operands);
                Scalar gradient = Derivative.times(derivative, new Scalar.Operand(operands + 1));
                List<Value> values = new ArrayList<>(g.node().inputs());
                values.add(g.node().result());
                values.add(g.incoming(0));
                Operands used = Operands.of(gradient, values);
                g.give(i, g.emit("d", new Pointwise(function + "_gradient", used.body()),
                        used.values().toArray(Value[]::new)));
            }
        }
    }

    @Override
    public void reference(Reference r) {
        double[][] operands = new double[r.inputs()][];
        java.util.Arrays.setAll(operands, r::input);
        int length = r.result(0).length / r.batch();
        Evaluator evaluator = new Evaluator(r.seed(), r.step());
        for (int i = 0; i < r.result(0).length; i++) {
            r.result(0)[i] = evaluator.evaluate(body, operands, i, r.first() + i / length, i % length);
        }
    }
}
