package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.netc.compiler.problem.Nearest;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.Span;

/** Gathers problems. What is wrong in a block is told of its first use only. */
final class Problems {
    private static final int MOST_COMPARISONS = 500_000;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();

    private long comparisons;

    private record Told(Span span, String code, String message) {}

    void add(Problem problem) {
        if (told.add(new Told(problem.where().span(), problem.code(), problem.message()))) {
            problems.add(problem);
        }
    }

    /** The name that was probably meant; none once so many were compared that nobody reads them all. */
    Optional<String> nearest(String name, Supplier<? extends Collection<String>> candidates) {
        if (comparisons > MOST_COMPARISONS) {
            return Optional.empty();
        }
        Collection<String> names = candidates.get();
        comparisons += names.size();
        return Nearest.to(name, names);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
