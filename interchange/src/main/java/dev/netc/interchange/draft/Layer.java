package dev.netc.interchange.draft;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One function applied.
 *
 * @param result its value
 * @param wish how it would like to be called
 * @param term what it computes
 * @param weights its parameters, in the order of the operator's definition
 */
public record Layer(Value result, Wish wish, Term term, List<Weight> weights) {
    private static final Set<String> ALONG_CHANNELS = Set.of("lrn", "softmax", "concat");

    public Layer {
        weights = List.copyOf(weights);
    }

    /** It as a function that is called; absent for arithmetic. */
    Optional<Term.Call> call() {
        return switch (term) {
            case Term.Call call -> Optional.of(call);
            case Term.Filters filters -> Optional.of(filters.call());
            case Term.Infix infix -> Optional.empty();
            case Term.Of of -> Optional.empty();
            case Term.Literal literal -> Optional.empty();
        };
    }

    /** The function; absent for arithmetic. */
    public Optional<String> function() {
        return call().map(Term.Call::function);
    }

    /** Whether it has weights that give a chain its name. */
    boolean isMain() {
        return term instanceof Term.Filters;
    }

    /** Whether a weight's values can be said where it starts, so that no file need hold them. */
    boolean says(Weight weight) {
        return weight.uniform().isPresent() && (isMain() || weight.uniform().getAsDouble() == standard(weight.role()));
    }

    /** Where a batch normalisation's parameters start. */
    private static double standard(String role) {
        return role.equals("weight") || role.equals("running_var") ? 1 : 0;
    }

    /** Whether it can stand in so many columns, each with its part of the channels. */
    boolean fitsColumns(int columns) {
        return switch (term) {
            case Term.Filters filters -> filters.filters() % columns == 0
                    && (filters.groups() == 1 || filters.groups() % columns == 0);
            case Term.Call call -> !ALONG_CHANNELS.contains(call.function());
            case Term.Infix infix -> true;
            case Term.Of of -> true;
            case Term.Literal literal -> false;
        };
    }

    /** What a column's part of it is computed of, where that is a part of the channels alone: filters of one group read them all. */
    Stream<Value> readsOfColumn(int columns) {
        return term instanceof Term.Filters filters && filters.groups() == 1 ? Stream.empty() : term.values();
    }

    /** The same as one of so many columns has it. */
    Layer ofColumn(int columns) {
        return term instanceof Term.Filters filters
                ? new Layer(result, wish, filters.ofColumn(columns), weights)
                : this;
    }

    boolean isBatchNorm() {
        return function().filter("batchnorm"::equals).isPresent();
    }

    boolean isSoftmax() {
        return function().filter("softmax"::equals).isPresent();
    }

    /** What it may follow behind an arrow: its first operand, where the others are numbers. */
    Optional<Value> follows() {
        return call().map(Term.Call::operands)
                .filter(operands -> operands.stream().skip(1).noneMatch(o -> o.values().findAny().isPresent()))
                .map(List::getFirst)
                .flatMap(o -> o instanceof Term.Of(Value first) ? Optional.of(first) : Optional.empty());
    }
}
