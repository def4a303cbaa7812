package dev.netc.compiler.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;
import dev.netc.compiler.text.TextException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTextTest {

    @Property(tries = 300, seed = "2012")
    void whatIsPrintedIsReadBack(@ForAll("scalars") Scalar scalar) {
        assertThat(ScalarParser.parse(ScalarPrinter.print(scalar))).isEqualTo(scalar);
    }

    @Provide
    Arbitrary<Scalar> scalars() {
        Arbitrary<Scalar> leaves = Arbitraries.oneOf(Arbitraries.integers().between(0, 12).map(Operand::new),
                Arbitraries.doubles().map(Constant::new),
                Arbitraries.of(0.0, -0.0, 1e-4, 0x1p60, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY).map(Constant::new),
                Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.integers()).as(Keep::new));
        return Arbitraries.lazyOf(() -> leaves, () -> leaves,
                () -> Combinators.combine(Arbitraries.of(Scalar.Operator.class), scalars(), scalars())
                        .as(Binary::new),
                () -> Combinators.combine(Arbitraries.of(Scalar.Function.class), scalars()).as(Call::new));
    }

    @Test
    void aPersonCanReadIt() {
        Scalar kept = new Binary(Scalar.Operator.MULTIPLY, new Operand(0), new Keep(0.5, 256));
        Scalar sum = new Binary(Scalar.Operator.ADD, kept, new Constant(1e-4));
        assertThat(ScalarPrinter.print(new Binary(Scalar.Operator.MAX, sum, new Constant(0))))
                .isEqualTo("max(($0 * keep(0.5, 256)) + 1e-4, 0)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $0 + $1 + $2    | 1:9: no operator binds tighter than another: parentheses say what `+` belongs to
            max($0 0)       | 1:8: expected `,`, found `0`
            sine($0)        | 1:1: no function of scalars is called `sine`
            ($0 + 1         | 1:8: expected `)`, found the end of the text
            $0 )            | 1:4: expected the end of the expression, found `)`
            keep(0.5, 1.5)  | 1:11: expected the stream, a whole number, found `1.5`
            %x              | 1:1: expected an expression, found `%x`
            $0 ? 1          | 1:4: no word, number or mark begins with `?`
            """)
    void aMistakeIsToldWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> ScalarParser.parse(text)).isInstanceOf(TextException.class).hasMessage(message);
    }
}
