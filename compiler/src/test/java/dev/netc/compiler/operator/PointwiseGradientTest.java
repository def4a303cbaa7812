package dev.netc.compiler.operator;

import static dev.netc.compiler.scalar.ScalarParser.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.graph.Value;
import dev.netc.compiler.reference.GradientCheck;
import dev.netc.compiler.scalar.Derivative;
import dev.netc.compiler.scalar.Evaluator;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients of pointwise functions: symbolic derivatives, what they read, and their ties. */
class PointwiseGradientTest {

    private static void holds(GradientCheck check, String body) {
        Scalar scalar = parse(body);
        Value[] operands = new Value[Scalars.arity(scalar)];
        java.util.Arrays.setAll(operands, i -> check.image(3, 5, 3));
        check.holdsFor(check.apply(new Pointwise("function", scalar), operands));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max($0, 0)", "max(0, $0)", "min($0, 0.5)", "min(0.5, $0)", "tanh($0)", "sigmoid($0)",
        "exp($0)", "abs($0)", "negate($0)", "$0 + 3", "3 - $0", "2 * $0", "$0 / 3", "3 / ($0 * $0)", "pow($0, 3)",
        "pow($0, 1)", "pow(2, $0)", "max($0, 0.1 * $0)", "$0 * $0", "($0 > 0) * $0", "($0 <= 0.25) + $0",
        "tanh(exp($0) - 1)", "exp(sigmoid($0) * $0)"})
    void ofOneOperand(String body) {
        holds(new GradientCheck(2), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log($0)", "sqrt($0)", "pow($0, 0.75)", "pow($0, -1.5)", "1 / $0", "log(sqrt($0) + 1)"})
    void ofOnePositiveOperand(String body) {
        holds(new GradientCheck(2).positive(), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$0 + $1", "$0 - $1", "$0 * $1", "min($0, $1)", "max($0, $1)", "($0 > $1) * ($0 + $1)",
        "($0 == $1) + ($0 * $1)", "($0 != $1) * ($1 + $0)", "($0 < $1) + ($0 - $1)", "($0 >= $1) * ($1 - (2 * $0))",
        "max($0, tanh($1))", "($0 * $1) + ($2 * tanh($0))"})
    void ofSeveralOperands(String body) {
        holds(new GradientCheck(2), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$0 / $1", "pow($0, $1)", "log($0 / $1)", "sqrt($0 + ($1 * $2))"})
    void ofSeveralPositiveOperands(String body) {
        holds(new GradientCheck(2).positive(), body);
    }

    @Test
    void ofDropoutThatScalesInTraining() {
        GradientCheck check = new GradientCheck(3);
        check.holdsFor(check.apply(new Dropout(0.5, true).inTraining(512), check.image(3, 5, 3)));
    }

    @Test
    void ofDropoutThatScalesAtTestTime() {
        GradientCheck check = new GradientCheck(3);
        check.holdsFor(check.apply(new Dropout(0.3, false).inTraining(257), check.image(45)));
    }

    @Test
    void ofDropoutAtTestTime() {
        GradientCheck check = new GradientCheck(3);
        check.holdsFor(check.apply(new Dropout(0.3, false).atTest(), check.image(45)));
    }

    @Test
    void ofOneValueReadTwice() {
        GradientCheck check = new GradientCheck(2);
        Value x = check.image(3, 3, 3);
        check.holdsFor(check.apply(new Pointwise("times", parse("$0 * $1")), x, x));
    }

    @Test
    void ofAFunctionThatStandsStillItIsZeroAndThere() {
        GradientCheck check = new GradientCheck(2);
        Value x = check.image(5);
        Value step = check.apply(new Pointwise("step", parse("$0 > 0")), x);
        check.holdsFor(check.apply(new Pointwise("plus", parse("$0 + $1")), step, x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max($0, 0)", "min($0, 0)"})
    void atATieTheSecondArgumentGetsTheGradientSoThatReluHasNone(String body) {
        assertThat(derivativeAtZero(body)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max(0, $0)", "min(0, $0)"})
    void atATieTheSecondArgumentGetsTheGradient(String body) {
        assertThat(derivativeAtZero(body)).isEqualTo(1);
    }

    private static double derivativeAtZero(String body) {
        Scalar derivative = Derivative.of(parse(body), 0, 1);
        double[][] operandAndResult = {{0}, {0}};
        return new Evaluator(1, 0).evaluate(derivative, operandAndResult, 0, 0, 0);
    }
}
