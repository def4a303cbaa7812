package dev.netc.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * @param doubts what is not known because of them
 */
public record Parse(Optional<Net> net, List<Problem> problems, Doubts doubts) {
    private static final Doubts NONE = new Doubts(List.of(), Set.of(), Map.of(), false, false);

    public Parse {
        problems = List.copyOf(problems);
    }

    /** Parses a model file. */
    public static Parse model(SourceText source) {
        List<Problem> problems = new ArrayList<>();
        CommonTokenStream tokens = tokens(source);
        Optional<Problem> tooDeep = NestingLimit.check(source, tokens);
        if (tooDeep.isPresent()) {
            return new Parse(Optional.empty(), List.of(tooDeep.get()), NONE);
        }
        Skipped skipped = new Skipped();
        NetParser.FileContext file = parser(source, tokens, problems, skipped).file();
        boolean unclosed = problems.stream().anyMatch(SyntaxProblem.Unclosed.class::isInstance);
        Optional<Net> net = new TreeBuilder(source, problems, skipped, unclosed).net(file);
        boolean misplaced = problems.stream().anyMatch(Parse::isMisplaced);
        return new Parse(net, withoutConsequences(problems),
                skipped.doubts(source, tokens, unclosed && misplaced));
    }

    private static boolean isMisplaced(Problem problem) {
        return problem instanceof SyntaxProblem.NotABinding || problem instanceof SyntaxProblem.NestedColumns;
    }

    /** Where columns are not closed, what follows them stands inside and a brace is missing at the end: one mistake. */
    private static List<Problem> withoutConsequences(List<Problem> problems) {
        boolean misplaced = problems.stream().anyMatch(Parse::isMisplaced);
        return problems.stream().filter(p -> !(misplaced && p instanceof SyntaxProblem.Unclosed)).toList();
    }

    /**
     * Parses a text of functions only: the prelude.
     *
     * @throws IllegalStateException where it has errors, for it is a part of this compiler
     */
    public static List<Item.Function> prelude(SourceText source) {
        List<Problem> problems = new ArrayList<>();
        NetParser.PreludeContext prelude = parser(source, tokens(source), problems, new Skipped()).prelude();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(source.file() + ": " + problems.get(0).message());
        }
        TreeBuilder builder = new TreeBuilder(source, problems, new Skipped(), false);
        return prelude.function().stream().map(builder::function).toList();
    }

    private static CommonTokenStream tokens(SourceText source) {
        NetLexer lexer = new NetLexer(CharStreams.fromString(source.text(), source.file()));
        lexer.removeErrorListeners(); // its last rule takes any character: it has nothing to complain of
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    private static NetParser parser(SourceText source, CommonTokenStream tokens, List<Problem> problems,
            Skipped skipped) {
        NetParser parser = new NetParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new StatementRecovery(source, problems::add, skipped));
        return parser;
    }
}
