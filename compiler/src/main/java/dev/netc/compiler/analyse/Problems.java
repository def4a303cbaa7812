package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.Span;

/** Gathers problems. What is wrong in a block is told of its first use only. */
final class Problems {
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();

    private record Told(Span span, String code, String message) {}

    void add(Problem problem) {
        if (told.add(new Told(problem.where().span(), problem.code(), problem.message()))) {
            problems.add(problem);
        }
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
