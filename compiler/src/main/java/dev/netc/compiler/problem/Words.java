package dev.netc.compiler.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A problem in words.
 *
 * @param message the headline
 * @param label beside the carets: the arithmetic, or what was found; may be empty
 * @param help each a way out
 */
public record Words(String message, String label, List<String> help) {
    public Words {
        help = List.copyOf(help);
    }

    /** The words for any problem. */
    public static Words of(Problem problem) {
        return switch (problem) {
            case SyntaxProblem syntax -> SyntaxWords.of(syntax);
            case NameProblem name -> NameWords.of(name);
            case ArgumentProblem argument -> ArgumentWords.of(argument);
            case ShapeProblem shape -> ShapeWords.of(shape);
            case ColumnProblem column -> ColumnWords.of(column);
            case TrainProblem train -> TrainWords.of(train);
            case LimitProblem limit -> LimitWords.of(limit);
            case Warning warning -> WarningWords.of(warning);
        };
    }

    static Words say(String message, String label, String... help) {
        return new Words(message, label, Arrays.stream(help).filter(h -> !h.isEmpty()).toList());
    }

    /** The offer of a name that was probably meant, or nothing. */
    static String meant(Optional<String> nearest) {
        return nearest.map(n -> "did you mean `" + n + "`?").orElse("");
    }
}
