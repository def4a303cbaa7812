package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.parse.Doubts;
import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.ColumnProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.compiler.problem.Warning;

/**
 * One mistake gives one message: leaves out what may only follow from something that is told already. What may follow is
 * little: names that a broken statement may have bound, what lies in it, what a misspelt name would have used.
 */
final class Consequences {
    private final Doubts doubts;
    private final List<Problem> problems;
    private final boolean errors;
    private final boolean hole;
    private final Set<List<Object>> misspelt = new HashSet<>();

    /**
     * The consequences among some problems.
     *
     * @param parse of the text, with the mistakes of syntax
     * @param problems of meaning
     */
    Consequences(Parse parse, List<Problem> problems) {
        this.doubts = parse.doubts();
        this.problems = problems;
        this.errors = !parse.problems().isEmpty()
                || problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
        for (Problem problem : problems) {
            if (problem instanceof NameProblem.UnknownValue value) {
                misspelt.add(List.of(value.name(), value.nearest()));
            }
        }
        this.hole = !parse.problems().isEmpty() || problems.stream().anyMatch(Consequences::leavesAHole);
    }

    /** The problems that stand on their own; the same mistake in several lines is one of them. */
    List<Problem> independent() {
        return once(problems.stream().filter(p -> !followsFromSyntax(p) && !followsFromMeaning(p)).toList());
    }

    private boolean followsFromSyntax(Problem problem) {
        return doubts.cover(problem.where().span())
                || problem.where().uses().stream().anyMatch(u -> doubts.cover(u.call()))
                || switch (problem) {
                    case NameProblem.UnknownValue value when doubts.headBroken() -> true;
                    case NameProblem name -> doubts.mention(name.name());
                    case ArgumentProblem.NoValue value -> doubts.mention(value.parameter());
                    case ColumnProblem column -> doubts.braceMissing();
                    case TrainProblem.MissingSetting setting -> isDoubtful(setting.where().span().start(), true);
                    case TrainProblem.NoImage image -> isDoubtful(image.where().span().start(), false);
                    case Warning.NoOutput output ->
                        problems.stream().anyMatch(Consequences::isOutputCalled) || !doubts.stretches().isEmpty();
                    default -> false;
                };
    }

    /** An {@code output} behind a line that ends in an arrow. */
    private static boolean isOutputCalled(Problem problem) {
        return problem instanceof NameProblem.UnknownFunction function && function.name().equals("output");
    }

    /** Whether something before or behind a place could not be read. */
    private boolean isDoubtful(int place, boolean behind) {
        return doubts.stretches().stream().anyMatch(s -> behind == (s.end() >= place));
    }

    private boolean followsFromMeaning(Problem problem) {
        return errors && switch (problem) {
            case Warning.Unused unused -> mayBeUsed(unused.name());
            case Warning.MatchesNothing glob -> true;
            case ArgumentProblem.Unknown argument -> isOfAMisspeltParameter(argument);
            default -> false;
        };
    }

    /** Something wrong names it, or would have named it if it were right. */
    private boolean mayBeUsed(String name) {
        return hole || doubts.occurrences(name) > 1;
    }

    /** Whether a name is missing where a problem is, which may be any. */
    private static boolean leavesAHole(Problem problem) {
        return switch (problem) {
            case NameProblem p -> true;
            case ArgumentProblem.Unknown p -> true;
            case ArgumentProblem.Missing p -> true;
            case ArgumentProblem.NoTensor p -> true;
            case ShapeProblem p -> true;
            case TrainProblem p -> true;
            default -> false;
        };
    }

    /** In a block's head a name is misspelt: its body says so. */
    private boolean isOfAMisspeltParameter(ArgumentProblem.Unknown argument) {
        return misspelt.contains(List.of(argument.argument(), argument.nearest()));
    }

    /** What is wrong alike in several lines is wrong where it is defined, or was written once and copied: one mistake. */
    private static List<Problem> once(List<Problem> problems) {
        Map<List<Object>, List<Problem>> alike = new LinkedHashMap<>();
        problems.forEach(p -> alike.computeIfAbsent(mistake(p), k -> new ArrayList<>()).add(p));
        return alike.values().stream().map(Consequences::first).toList();
    }

    private static List<Object> mistake(Problem problem) {
        return switch (problem) {
            case NameProblem.UnknownValue p -> List.of(p.kind(), p.name());
            case NameProblem.UnknownFunction p -> List.of(p.kind(), p.name());
            case NameProblem.DefinedLater p -> List.of(p.kind(), p.name());
            case NameProblem.OutsideBlock p -> List.of(p.kind(), p.name(), p.block());
            case ArgumentProblem.Unknown p when isOfTheFile(p.signature()) ->
                List.of(p.kind(), p.function(), p.argument());
            case ArgumentProblem.TooMany p when isOfTheFile(p.signature()) -> List.of(p.kind(), p.function());
            default -> List.of(problem);
        };
    }

    /** Whether the function that is called is written in the file, and so may be what is wrong. */
    private static boolean isOfTheFile(String signature) {
        return signature.startsWith("x -> ");
    }

    private static Problem first(List<Problem> alike) {
        Problem first = alike.get(0);
        List<Integer> also = alike.stream().skip(1).map(p -> p.where().span().line()).distinct()
                .filter(line -> line != first.where().span().line()).toList();
        return switch (first) {
            case NameProblem.UnknownValue p ->
                new NameProblem.UnknownValue(p.where().also(also), p.name(), p.nearest());
            case NameProblem.UnknownFunction p ->
                new NameProblem.UnknownFunction(p.where().also(also), p.name(), p.nearest());
            case ArgumentProblem.Unknown p -> new ArgumentProblem.Unknown(p.where().also(also), p.function(),
                    p.argument(), p.nearest(), p.signature());
            case ArgumentProblem.TooMany p ->
                new ArgumentProblem.TooMany(p.where().also(also), p.function(), p.takes(), p.signature());
            default -> first;
        };
    }
}
