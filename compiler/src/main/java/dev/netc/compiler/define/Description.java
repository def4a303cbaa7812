package dev.netc.compiler.define;

import java.util.ArrayList;
import java.util.List;

/**
 * What is told of a word of the language: in {@code docs/operators.md}, and by an editor that hovers over it. Plain text
 * with names of the language in backticks, as Markdown has it.
 *
 * @param summary one sentence
 * @param rule what is computed, a formula a line; empty where the summary says it
 * @param source who introduced it, or what it is after; empty where nobody need be named
 * @param shape how the shape of the result follows from that of the operand; empty where there is no result
 * @param parameters that it makes, in the order of the weight file
 * @param gradient what is worth knowing of its derivative; empty where it is what one would write down
 * @param example the inside of a net that uses it, its shapes stated; of a setting the lines of a train block
 */
public record Description(String summary, String rule, String source, String shape, List<Makes> parameters,
        String gradient, String example) {
    public Description {
        parameters = List.copyOf(parameters);
        if (summary.isBlank()) {
            throw new IllegalArgumentException("a description without a summary");
        }
    }

    /**
     * A parameter that is made.
     *
     * @param role {@code weight}
     * @param shape in the words of the arguments: {@code [units, features]}
     * @param meaning one phrase
     */
    public record Makes(String role, String shape, String meaning) {}

    /** A description of one sentence. */
    public static Description of(String summary) {
        return new Description(summary, "", "", "", List.of(), "", "");
    }

    public Description withRule(String lines) {
        return new Description(summary, lines.strip(), source, shape, parameters, gradient, example);
    }

    public Description withSource(String from) {
        return new Description(summary, rule, from, shape, parameters, gradient, example);
    }

    public Description withShape(String words) {
        return new Description(summary, rule, source, words, parameters, gradient, example);
    }

    /** One more parameter. */
    public Description making(String role, String parameterShape, String meaning) {
        List<Makes> more = new ArrayList<>(parameters);
        more.add(new Makes(role, parameterShape, meaning));
        return new Description(summary, rule, source, shape, more, gradient, example);
    }

    public Description withGradient(String words) {
        return new Description(summary, rule, source, shape, parameters, words, example);
    }

    public Description withExample(String lines) {
        return new Description(summary, rule, source, shape, parameters, gradient, lines.strip());
    }
}
