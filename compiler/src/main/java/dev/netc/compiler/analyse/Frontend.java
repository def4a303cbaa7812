package dev.netc.compiler.analyse;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.SourceText;

/** From a model file's text to a typed net: the language's front door. */
public final class Frontend {
    private Frontend() {}

    /**
     * Parses and analyses. Whatever the text, problems come back, never an exception.
     *
     * @param parameters values for the net's parameters, in place of their defaults
     */
    public static Analysis analyse(SourceText source, Map<String, Double> parameters) {
        try {
            Parse parse = Parse.model(source);
            NetAnalyser.Result result = parse.net().map(net -> new NetAnalyser(net, parameters).analyse())
                    .orElse(new NetAnalyser.Result(null, List.of(), List.of()));
            return analysis(result, parse.problems(), new Consequences(parse, result.problems()).independent());
        } catch (StackOverflowError e) {
            Place start = Place.of(source.span(0, 0));
            return new Analysis(Optional.empty(), List.of(new LimitProblem.TooDeep(start, "expressions", 200)),
                    List.of());
        }
    }

    private static Analysis analysis(NetAnalyser.Result result, List<Problem> syntax, List<Problem> meaning) {
        List<Problem> problems = Stream.concat(syntax.stream(), meaning.stream())
                .sorted(Comparator.comparingInt((Problem p) -> p.where().span().start())).toList();
        boolean errors = problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
        return new Analysis(errors ? Optional.empty() : Optional.of(result.network()), problems, result.known());
    }
}
