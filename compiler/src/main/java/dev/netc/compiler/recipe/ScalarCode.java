package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.scalar.Scalar;

/** Scalar expressions as kernel expressions over vectors of lanes. What a choice would say twice gets a name first. */
final class ScalarCode {
    private final Code code;
    private final KernelType type;
    private final String name;
    private final IntFunction<Expr> operands;
    private final Function<Scalar.Keep, Expr> keep;
    private final Map<Expr, Expr> named = new HashMap<>();

    /**
     * Code at one place.
     *
     * @param code takes what is named
     * @param type of every value
     * @param name begins the names, unlike others in this code
     * @param operands by number
     * @param keep how draws are made here
     */
    ScalarCode(Code code, KernelType type, String name, IntFunction<Expr> operands,
            Function<Scalar.Keep, Expr> keep) {
        this.code = code;
        this.type = type;
        this.name = name;
        this.operands = operands;
        this.keep = keep;
    }

    Expr of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Operand(int index) -> operands.apply(index);
            case Scalar.Constant(double value) -> real(value);
            case Scalar.Keep k -> keep.apply(k);
            case Scalar.Call(Scalar.Function f, Scalar a) -> function(f, of(a));
            case Scalar.Binary(Scalar.Operator o, Scalar a, Scalar b) -> binary(o, of(a), of(b));
        };
    }

    /** A value that may be written several times: a min of a min of a min would double with each. */
    private Expr once(Expr value) {
        return switch (value) {
            case Expr.Binary b -> let(b);
            case Expr.Choose c -> let(c);
            case Expr.Call c -> let(c);
            default -> value;
        };
    }

    private Expr let(Expr value) {
        Expr known = named.get(value);
        if (known == null) {
            known = code.let(type, name + "_" + named.size(), value);
            named.put(value, known);
        }
        return known;
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
    private Expr binary(Scalar.Operator o, Expr a, Expr b) {
        return switch (o) {
            case ADD -> add(a, b);
            case SUBTRACT -> subtract(a, b);
            case MULTIPLY -> new Expr.Binary(Operator.MULTIPLY, a, b);
            case DIVIDE -> divide(a, b);
            case MAX -> chosen(Operator.GREATER_EQUAL, once(a), once(b));
            case MIN -> chosen(Operator.LESS_EQUAL, once(a), once(b));
            case POW -> call("pow", a, b instanceof Expr.Real ? new Expr.Convert(type, b) : b);
            case LESS -> test(Operator.LESS, a, b);
            case LESS_EQUAL -> test(Operator.LESS_EQUAL, a, b);
            case GREATER -> test(Operator.GREATER, a, b);
            case GREATER_EQUAL -> test(Operator.GREATER_EQUAL, a, b);
            case EQUAL -> test(Operator.EQUAL, a, b);
            case NOT_EQUAL -> test(Operator.NOT_EQUAL, a, b);
        };
    }

    private static Expr chosen(Operator comparison, Expr a, Expr b) {
        return new Expr.Choose(comparison, b, a, b, a);
    }

    private static Expr test(Operator comparison, Expr a, Expr b) {
        return new Expr.Choose(comparison, a, b, real(1), real(0));
    }
}
