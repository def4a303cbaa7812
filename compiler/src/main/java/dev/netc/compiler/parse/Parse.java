package dev.netc.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.SyntaxProblem;
import dev.netc.grammar.NetLexer;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * What a parser made of a text.
 *
 * @param net what could be read; absent where not even the net's frame could
 * @param problems of syntax, in the order of the source
 */
public record Parse(Optional<Net> net, List<Problem> problems) {
    public Parse {
        problems = List.copyOf(problems);
    }

    /** Parses a model file. */
    public static Parse model(SourceText source) {
        List<Problem> problems = new ArrayList<>();
        CommonTokenStream tokens = tokens(source);
        Optional<Problem> tooDeep = NestingLimit.check(source, tokens);
        if (tooDeep.isPresent()) {
            return new Parse(Optional.empty(), List.of(tooDeep.get()));
        }
        NetParser.FileContext file = parser(source, tokens, problems).file();
        Optional<Net> net = new TreeBuilder(source, problems).net(file);
        return new Parse(net, withoutConsequences(problems));
    }

    /** Where columns are not closed, what follows them stands inside and a brace is missing at the end: one mistake. */
    private static List<Problem> withoutConsequences(List<Problem> problems) {
        boolean misplaced = problems.stream().anyMatch(SyntaxProblem.NotABinding.class::isInstance);
        return problems.stream().filter(p -> !(misplaced && p instanceof SyntaxProblem.Unclosed)).toList();
    }

    /**
     * Parses a text of functions only: the prelude.
     *
     * @throws IllegalStateException where it has errors, for it is a part of this compiler
     */
    public static List<Item.Function> prelude(SourceText source) {
        List<Problem> problems = new ArrayList<>();
        NetParser.PreludeContext prelude = parser(source, tokens(source), problems).prelude();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(source.file() + ": " + problems.get(0).message());
        }
        TreeBuilder builder = new TreeBuilder(source, problems);
        return prelude.function().stream().map(builder::function).toList();
    }

    private static CommonTokenStream tokens(SourceText source) {
        NetLexer lexer = new NetLexer(CharStreams.fromString(source.text(), source.file()));
        lexer.removeErrorListeners(); // its last rule takes any character: it has nothing to complain of
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    private static NetParser parser(SourceText source, CommonTokenStream tokens, List<Problem> problems) {
        NetParser parser = new NetParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new StatementRecovery(source, problems::add));
        return parser;
    }
}
