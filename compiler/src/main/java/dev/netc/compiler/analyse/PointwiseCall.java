package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.scalar.Scalar;

/** A pointwise function of tensors of one shape, and numbers. */
final class PointwiseCall {
    private final Evaluator evaluator;
    private final ColumnRules columns;

    PointwiseCall(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.columns = new ColumnRules(evaluator.context());
    }

    /**
     * Adds the operation.
     *
     * @param name as a person would call it
     * @param body makes the scalar expression of the arguments', null where it told a problem
     */
    Meaning emit(String name, Place where, List<Operand> arguments, Function<List<Scalar>, Scalar> body) {
        return emit(name, name, where, arguments, body);
    }

    /** The same of an operator: {@code sign} is how messages call it. */
    Meaning emit(String name, String sign, Place where, List<Operand> arguments,
            Function<List<Scalar>, Scalar> body) {
        List<Network.Value> operands = new ArrayList<>();
        List<Scalar> scalars = new ArrayList<>();
        Meaning.Tensor first = null;
        boolean sound = true;
        for (Operand argument : arguments) {
            switch (argument.meaning()) {
                case Meaning.Figure(double value) -> scalars.add(new Scalar.Constant(value));
                case Meaning.Tensor tensor -> {
                    first = first == null ? tensor : first;
                    sound &= columns.isHere(tensor, argument) && isLike(first, tensor, sign, where);
                    scalars.add(new Scalar.Operand(operands.size()));
                    operands.add(tensor.value());
                }
                case Meaning.Broken b -> sound = false;
                case Meaning other -> sound = isWrong(sign, argument);
            }
        }
        if (!sound) {
            return new Meaning.Broken();
        }
        return first == null
                ? evaluator.broken(new ArgumentProblem.NoTensor(where, sign))
                : add(name, where, operands, first, body.apply(scalars));
    }

    private Meaning add(String name, Place where, List<Network.Value> operands, Meaning.Tensor first, Scalar body) {
        return body == null
                ? new Meaning.Broken()
                : evaluator.context().network().add(new Pointwise(name, body), operands, first.shape(), List.of(),
                        where);
    }

    private boolean isLike(Meaning.Tensor first, Meaning.Tensor tensor, String name, Place where) {
        boolean like = first.shape().equals(tensor.shape());
        if (!like) {
            evaluator.broken(new ShapeProblem.Differ(where, name, first.shape(), tensor.shape()));
        }
        return like;
    }

    private boolean isWrong(String name, Operand argument) {
        evaluator.broken(new ArgumentProblem.WrongKind(argument.place(), "`" + name + "`", "tensors and numbers",
                argument.meaning().words()));
        return false;
    }
}
