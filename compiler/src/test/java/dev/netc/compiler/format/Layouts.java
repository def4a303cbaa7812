package dev.netc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;

/** What holds of every layout. */
final class Layouts {
    private Layouts() {}

    static String laidOut(String text) {
        Formatting formatting = Formatter.format(new SourceText("m.net", text));
        assertThat(formatting.problems()).extracting(Problem::message).isEmpty();
        return formatting.text().orElseThrow();
    }

    /** The layout says what the text says, keeps its comments, and is its own layout. */
    static void holdTheLaws(String text) {
        String once = laidOut(text);
        assertThat(Trees.of(once)).isEqualTo(Trees.of(text));
        assertThat(Trees.comments(once)).isEqualTo(Trees.comments(text));
        assertThat(laidOut(once)).isEqualTo(once);
        assertThat(once).doesNotContain("\r", " \n", "\n\n\n", "{\n\n").endsWith("\n");
    }
}
