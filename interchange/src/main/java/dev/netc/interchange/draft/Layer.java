package dev.netc.interchange.draft;

import java.util.List;
import java.util.Optional;

/**
 * One function applied.
 *
 * @param result its value
 * @param wish how it would like to be called
 * @param term what it computes
 * @param weights its parameters, in the order of the operator's definition
 */
public record Layer(Value result, Wish wish, Term term, List<Weight> weights) {
    public Layer {
        weights = List.copyOf(weights);
    }

    /** The function; absent for arithmetic. */
    public Optional<String> function() {
        return term instanceof Term.Call call ? Optional.of(call.function()) : Optional.empty();
    }

    /** Whether it has weights that give a chain its name. */
    boolean isMain() {
        return function().filter(f -> f.equals("conv") || f.equals("dense") || f.equals("local")).isPresent();
    }

    /** Whether a weight's values can be said where it starts, so that no file need hold them. */
    boolean says(Weight weight) {
        return weight.uniform().isPresent() && (isMain() || weight.uniform().getAsDouble() == standard(weight.role()));
    }

    /** Where a batch normalisation's parameters start. */
    private static double standard(String role) {
        return role.equals("weight") || role.equals("running_var") ? 1 : 0;
    }

    boolean isBatchNorm() {
        return function().filter("batchnorm"::equals).isPresent();
    }

    /** What it may follow behind an arrow: its first operand, where the others are numbers. */
    Optional<Value> follows() {
        if (term instanceof Term.Call(String function, List<Term> operands, List<String> arguments)
                && operands.getFirst() instanceof Term.Of(Value first)
                && operands.stream().skip(1).noneMatch(o -> o.values().findAny().isPresent())) {
            return Optional.of(first);
        }
        return Optional.empty();
    }
}
