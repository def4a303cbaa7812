package dev.netc.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.grammar.NetLexer;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParseTest {

    static List<Path> models() {
        return ModelFiles.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelParsesInOneWay(Path model) {
        NetParser parser = new NetParser(new CommonTokenStream(
                new NetLexer(CharStreams.fromString(ModelFiles.read(model).text()))));
        List<String> ambiguities = new ArrayList<>();
        parser.addErrorListener(new DiagnosticErrorListener() {
            @Override
            public void reportAmbiguity(Parser recognizer, DFA dfa, int start, int stop, boolean exact, BitSet alts,
                    ATNConfigSet configs) {
                ambiguities.add(getDecisionDescription(recognizer, dfa) + " at token " + start);
            }
        });
        parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
        parser.file();
        assertThat(parser.getNumberOfSyntaxErrors()).isZero();
        assertThat(ambiguities).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelBecomesATree(Path model) {
        Parse parse = Parse.model(ModelFiles.read(model));
        assertThat(parse.problems()).extracting(Problem::message).isEmpty();
        assertThat(parse.net()).isPresent();
    }

    @Test
    void wordsOfTheLanguageMayBeNames() {
        Net net = read(
                "net net { input input: [1, 2, 2] batch = input -> conv(1, 1) return = batch output train = return }");
        assertThat(net.items()).hasSize(4);
        assertThat(((Item.Output) net.items().get(3)).name().text()).isEqualTo("train");
    }

    @Test
    void anArrowBindsLoosest() {
        Item.Binding sum = (Item.Binding) read("net N { c = a + b * 2 -> relu }").items().get(0);
        Expression.Chain chain = (Expression.Chain) sum.value();
        assertThat(chain.source()).isInstanceOf(Expression.Binary.class);
        assertThat(chain.stages()).hasSize(1);
    }

    @Test
    void aCommaMayTrail() {
        Net net = read("net N(a = 1, b = 2,) { input x: [1, 2, 3,] y = conv(x, 1, 1,) block f(x, n,) = x }");
        assertThat(net.parameters()).hasSize(2);
        assertThat(net.items()).hasSize(3);
    }

    @Test
    void numbersHaveFractionsExponentsAndSigns() {
        Item.Binding list = (Item.Binding) read("net N { a = [1e-4, .5, -1, 2.5E+3, - -2] }").items().get(0);
        assertThat(((Expression.Listing) list.value()).elements())
                .extracting(e -> ((Expression.NumberLiteral) e).value()).containsExactly(1e-4, .5, -1.0, 2500.0, 2.0);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreWhiteSpace() {
        Parse parse = Parse.model(new SourceText("m.net", "\uFEFFnet N {\r\n  a = x\r\n  b = )\r\n}\r\n"));
        assertThat(parse.problems()).hasSize(1);
        assertThat(parse.problems().get(0).where().span().line()).isEqualTo(3);
        assertThat(parse.problems().get(0).where().span().column()).isEqualTo(7);
    }

    private static Net read(String text) {
        Parse parse = Parse.model(new SourceText("m.net", text));
        assertThat(parse.problems()).extracting(Problem::message).isEmpty();
        return parse.net().orElseThrow();
    }
}
