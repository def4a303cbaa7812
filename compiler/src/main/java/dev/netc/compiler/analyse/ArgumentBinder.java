package dev.netc.compiler.analyse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Nearest;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Span;

/** Finds each argument of a call its parameter: positional ones first, then by name. */
final class ArgumentBinder {
    private final String function;
    private final Supplier<String> signature;
    private final Function<Span, Place> places;
    private final Consumer<Problem> problems;

    /**
     * A binder for calls of one function.
     *
     * @param signature how it is called, asked for only where a message shows it
     */
    ArgumentBinder(String function, Supplier<String> signature, Function<Span, Place> places,
            Consumer<Problem> problems) {
        this.function = function;
        this.signature = signature;
        this.places = places;
        this.problems = problems;
    }

    /** The arguments by parameter; absent where a problem was told. */
    Optional<Map<String, Argument>> bind(List<String> parameters, List<Argument> arguments) {
        Map<String, Argument> bound = new LinkedHashMap<>();
        boolean named = false;
        boolean sound = true;
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            named |= argument.name().isPresent();
            Optional<Problem> problem = argument.name().isPresent()
                    ? byName(argument, argument.name().get(), parameters, bound)
                    : byPosition(argument, i, named, parameters, bound);
            problem.ifPresent(problems);
            sound &= problem.isEmpty();
            if (problem.isPresent() && argument.name().isEmpty()) {
                break; // those behind it would be told the same
            }
        }
        return sound ? Optional.of(bound) : Optional.empty();
    }

    private Optional<Problem> byName(Argument argument, Name name, List<String> parameters,
            Map<String, Argument> bound) {
        Place where = places.apply(name.span());
        if (!parameters.contains(name.text())) {
            return Optional.of(new ArgumentProblem.Unknown(where, function, name.text(),
                    Synonyms.among(parameters, name.text()).or(() -> Nearest.to(name.text(), parameters)),
                    signature.get()));
        }
        return bound.putIfAbsent(name.text(), argument) == null
                ? Optional.empty()
                : Optional.of(new ArgumentProblem.Repeated(where, function, name.text()));
    }

    private Optional<Problem> byPosition(Argument argument, int position, boolean named, List<String> parameters,
            Map<String, Argument> bound) {
        Place where = places.apply(argument.span());
        if (named) {
            return Optional.of(new ArgumentProblem.PositionalAfterNamed(where));
        }
        if (position >= parameters.size()) {
            return Optional.of(new ArgumentProblem.TooMany(where, function, parameters.size(), signature.get()));
        }
        bound.put(parameters.get(position), argument);
        return Optional.empty();
    }
}
