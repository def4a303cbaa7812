package dev.netc.compiler.problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a problem is called by those who look it up: the page {@code docs/errors/FAMILY/SLUG.md} explains it, and JSON carries
 * it as {@code "kind"}. It does not change, for scripts and people remember it.
 *
 * @param family of kinds, {@code shape}: for errors also the code in brackets; {@code warning} for all warnings
 * @param slug unique in its family, {@code lost-pixels}
 */
public record ProblemKind(String family, String slug) {

    /** The kind of a problem's class: the interface that it stands in gives the family, its own name the slug. */
    static ProblemKind of(Class<?> problem) {
        return new ProblemKind(kebab(problem.getEnclosingClass().getSimpleName()).replace("-problem", ""),
                kebab(problem.getSimpleName()));
    }

    /** Every kind that there is, in the order of the alphabet. */
    public static List<ProblemKind> all() {
        return classes(Problem.class).map(ProblemKind::of).sorted(Comparator.comparing(ProblemKind::toString))
                .toList();
    }

    private static Stream<Class<?>> classes(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProblemKind::classes)
                : Stream.of(type);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-").toLowerCase(Locale.ROOT);
    }

    /** {@code shape/lost-pixels}. */
    @Override
    public String toString() {
        return family + "/" + slug;
    }
}
