package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.define.Extent;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.problem.ColumnProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** What may be named where: values stay in their columns but for {@code all}. */
final class ColumnRules {
    private final Context context;

    ColumnRules(Context context) {
        this.context = context;
    }

    /** Whether a tensor may be read where operations now stand; a problem is told where not. */
    boolean isHere(Meaning.Tensor tensor, Operand operand) {
        boolean here = tensor.isInput() || tensor.group() == context.network().group();
        if (!here) {
            context.problems().add(misplaced(tensor, operand.place(), operand.text()));
        }
        return here;
    }

    private Problem misplaced(Meaning.Tensor tensor, Place place, String text) {
        if (tensor.group() < 0) {
            return new ColumnProblem.OuterValueInside(place, text);
        }
        return context.network().group() < 0
                ? new ColumnProblem.ColumnValueOutside(place, text)
                : new ColumnProblem.OtherColumnsValue(place, text);
    }

    /** {@code all(operand)}. */
    Meaning all(Operand operand, Place call) {
        return switch (operand.meaning()) {
            case Meaning.Broken broken -> broken;
            case Meaning.Tensor tensor when tensor.isInput() ->
                broken(new ColumnProblem.AllOfInput(operand.place(), operand.text()));
            case Meaning.Label label -> broken(new ColumnProblem.AllOfInput(operand.place(), operand.text()));
            case Meaning.Tensor tensor when tensor.group() < 0 && context.network().group() < 0 ->
                broken(new ColumnProblem.AllOfOuterOutside(operand.place(), operand.text()));
            case Meaning.Tensor tensor -> joined(tensor, call).<Meaning>map(shape -> context.network().add(new All(),
                    List.of(tensor.value()), shape, List.of(), call)).orElse(new Meaning.Broken());
            default -> broken(new ColumnProblem.AllOfOther(operand.place(), operand.meaning().words()));
        };
    }

    private Optional<Shape> joined(Meaning.Tensor tensor, Place call) {
        Shape one = tensor.shape();
        if (tensor.group() < 0) {
            return Optional.of(one);
        }
        long[] dimensions = one.dimensions().stream().mapToLong(d -> d).toArray();
        dimensions[0] *= tensor.columns();
        return Extent.shape(call, context.problems()::add, dimensions);
    }

    private Meaning broken(Problem problem) {
        context.problems().add(problem);
        return new Meaning.Broken();
    }
}
