package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import java.util.function.Function;
import java.util.function.IntFunction;

import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.scalar.Scalar;

/** Scalar expressions as kernel expressions over vectors of lanes. */
final class ScalarCode {
    private ScalarCode() {}

    /**
     * The expression.
     *
     * @param operands by number
     * @param keep how draws are made here
     */
    static Expr of(Scalar scalar, KernelWriter writer, IntFunction<Expr> operands, Function<Scalar.Keep, Expr> keep) {
        return switch (scalar) {
            case Scalar.Operand(int index) -> operands.apply(index);
            case Scalar.Constant(double value) -> real(value);
            case Scalar.Keep k -> keep.apply(k);
            case Scalar.Call(Scalar.Function f, Scalar a) -> function(f, of(a, writer, operands, keep));
            case Scalar.Binary(Scalar.Operator o, Scalar a, Scalar b) ->
                binary(o, of(a, writer, operands, keep), of(b, writer, operands, keep), writer);
        };
    }

    private static Expr function(Scalar.Function f, Expr a) {
        return switch (f) {
            case NEGATE -> call("-", a);
            case ABS -> call("fabs", a);
            case EXP -> call("exp", a);
            case LOG -> call("log", a);
            case SQRT -> call("sqrt", a);
            case TANH -> call("tanh", a);
            case SIGMOID -> divide(real(1), add(real(1), call("exp", call("-", a))));
        };
    }

    /** Min and max let what is not a number pass, so that training sees it. */
    private static Expr binary(Scalar.Operator o, Expr a, Expr b, KernelWriter writer) {
        return switch (o) {
            case ADD -> add(a, b);
            case SUBTRACT -> subtract(a, b);
            case MULTIPLY -> new Expr.Binary(Operator.MULTIPLY, a, b);
            case DIVIDE -> divide(a, b);
            case MAX -> new Expr.Choose(Operator.GREATER_EQUAL, b, a, b, a);
            case MIN -> new Expr.Choose(Operator.LESS_EQUAL, b, a, b, a);
            case POW -> call("pow", a, b instanceof Expr.Real ? new Expr.Convert(writer.vector(), b) : b);
            case LESS -> test(Operator.LESS, a, b);
            case LESS_EQUAL -> test(Operator.LESS_EQUAL, a, b);
            case GREATER -> test(Operator.GREATER, a, b);
            case GREATER_EQUAL -> test(Operator.GREATER_EQUAL, a, b);
            case EQUAL -> test(Operator.EQUAL, a, b);
            case NOT_EQUAL -> test(Operator.NOT_EQUAL, a, b);
        };
    }

    private static Expr test(Operator comparison, Expr a, Expr b) {
        return new Expr.Choose(comparison, a, b, real(1), real(0));
    }
}
