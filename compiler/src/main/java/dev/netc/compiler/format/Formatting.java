package dev.netc.compiler.format;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.problem.Problem;

/**
 * What became of a text that was to be laid out.
 *
 * @param text as it should be, ending in a line feed; absent where the text does not parse
 * @param problems of syntax, empty if and only if there is a text
 */
public record Formatting(Optional<String> text, List<Problem> problems) {
    public Formatting {
        problems = List.copyOf(problems);
        if (text.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a layout of what does not parse, or none of what does");
        }
    }
}
