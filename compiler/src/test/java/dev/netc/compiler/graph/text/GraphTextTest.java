package dev.netc.compiler.graph.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.text.TextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {
    private static final String TINY = """
            graph Tiny.train {
              feed     %image         : real batch [3, 9, 9] on 0 = image
              feed     %image.pixels  : byte batch [300]     on 0 = image.pixels
              weight   %conv.weight   : real [4, 3, 3, 3]    on 0 = conv.weight column 0
              momentum %v.conv.weight : real [4, 3, 3, 3]    on 0 = conv.weight column 0
              mean     %mean          : real [3]             on 0 = mean

              %conv : real batch [4, 7, 9] on 0,
              %relu : real batch [4, 7, 9] on 0 = fused {root: conv {filters: 4, kernelHeight: 3, kernelWidth: 3,\
             strideHeight: 1, strideWidth: 1, pad: [0, 1, 0, 1]}, rootInputs: 2, keepRoot, stages: [
                  map {body: max($0, 0), keep}]}(%image, %conv.weight)
              %copy : real batch [4, 7, 9] on 1 = copy(%relu)

              result   relu                = %relu
              result   "b c" column 1 of 2 = %copy
              assign   %conv.weight = %conv.weight
            }
            """;

    @Test
    void whatAPersonMayReadIsWhatIsWritten() {
        assertThat(GraphPrinter.print(GraphParser.parse(TINY))).isEqualTo(TINY);
    }

    @Test
    void whiteSpaceIsFreeAndCommentsAreLeftOut() {
        String loose = TINY.replace(", ", " ,\n // a comment } \n  ").replace("{", " { ");
        assertThat(GraphParser.parse(loose)).isEqualTo(GraphParser.parse(TINY));
    }

    @Test
    void aGraphOfNothingIsAGraph() {
        Graph empty = GraphParser.parse("graph \"of nothing\" {}");
        assertThat(empty.name()).isEqualTo("of nothing");
        assertThat(GraphParser.parse(GraphPrinter.print(empty))).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            feed %x : real [3] on 0 x            | 2:25: expected '=', found 'x'
            fed %x : real [3] on 0 = x           | 2:1: expected feed, weight, momentum, mean, result, assign or a value, found 'fed'
            feed %x : float [3] on 0 = x         | 2:11: expected real, int or byte, found 'float'
            feed %x : real [3, on 0 = x          | 2:20: expected a number, found 'on'
            feed %x : real [3, 0] on 0 = x       | 2:16: shape [3, 0]
            weight %x : real [3] on 0 = x        | 3:1: expected 'column', found '}'
            result x column 1 = %x               | 2:19: expected 'of', found '='
            result x = %x                        | 2:12: '%x' is read before it is defined
            %x : real [3] on 0 = copy(%x)        | 2:27: '%x' is read before it is defined
            %x : real [3] on 0 = cpy()           | 2:22: no operator is called 'cpy'
            %x : real [3] on 0 = slice {from: 1} | 2:22: 'slice' needs 'to'
            %x : real [3] on 0 = slice {too: 1}  | 2:29: no argument is called 'too'; there is from, to
            %x : real [3] on 0 = slice {to: 1, to: 1} | 2:36: 'to' is given twice
            %x : real [3] on 0 = slice {to: 1.5} | 2:33: expected a number, a whole number, found '1.5'
            %x : real [3] on 0 = maxpool {pad: [1, 2]} | 2:36: expected [top, left, bottom, right], found [1, 2]
            %x : real [3] on 0 = lrn_gradient {of: copy} | 2:40: 'copy' is no Lrn
            %x : real [3] on 0 = fused {stages: [mop {keep}]} | 2:38: no Stage is called 'mop'
            %x : real [3] on 0 = fused {root: copy, rootInputs: 1, stages: []} | 2:22: the last stage is a result
            feed %x : real [3] on 0 = x feed %x : real [3] on 0 = y | 2:34: '%x' is defined twice
            """)
    void aMistakeIsToldWithItsPlace(String statement, String message) {
        assertThatThrownBy(() -> GraphParser.parse("graph g {\n" + statement + "\n}")).isInstanceOf(TextException.class)
                .hasMessage(message.replace('\'', '`'));
    }

    @Test
    void whatFollowsAGraphIsNoPartOfIt() {
        assertThatThrownBy(() -> GraphParser.parse("graph g {}\ngraph h {}")).isInstanceOf(TextException.class)
                .hasMessage("2:1: expected the end of the text, found `graph`")
                .satisfies(e -> assertThat(((TextException) e).line()).isEqualTo(2))
                .satisfies(e -> assertThat(((TextException) e).column()).isEqualTo(1));
    }
}
