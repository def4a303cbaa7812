package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.netc.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How it is said what may not change while a training rests. */
class TermsTest {
    private static final Terms NONE = new Terms(Map.of());

    private static List<String> changed(String before, String after) {
        return NONE.and(Map.of("model", before)).changedIn(NONE.and(Map.of("model", after)));
    }

    @Test
    void oneWordIsShownAsItWasAndIs() {
        assertThat(changed("a", "b")).containsExactly("model: a then, b now");
        assertThat(changed("a", "a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "net {/  conv(3)/}/ | net {/  conv(5)/}/ | model, line 2: `conv(3)` then, `conv(5)` now",
        "net {/} | net {/}/more | model, line 2: `}` then, `}\\n` now",
        "net {/}/ | net {/}/more | model, line 3: no such line then, `more` now",
        "net {/}/ | net {/} | model, line 2: `}\\n` then, `}` now",
        "net {/}/ | net {r/}r/ | model, line 1: `net {\\n` then, `net {\\r\\n` now",
        "net {/ a/}/ | net {/  a/}/ | model, line 2: ` a\\n` then, `  a\\n` now",
        "net {/}/ | net {/}// | model, line 3: no such line then, `\\n` now"})
    void ofATextTheFirstLineThatDiffersIsShown(String before, String after, String words) {
        assertThat(changed(text(before), text(after))).containsExactly(words);
    }

    /** A slash ends a line; the letter r before it is a carriage return. */
    private static String text(String words) {
        return words.replace("r/", "\r/").replace('/', '\n');
    }

    @Test
    void anEarlierArithmeticIsAnother() {
        Terms now = NONE.and(program(Program.ARITHMETIC));
        assertThat(now.values()).containsEntry("arithmetic", Integer.toString(Program.ARITHMETIC));
        assertThat(now.changedIn(now.and(program(0))))
                .containsExactly("arithmetic: " + Program.ARITHMETIC + " then, " + Program.ARITHMETIC
                        + ", kernels 0 now");
    }

    private static Program program(int arithmetic) {
        return new Program(Program.VERSION, arithmetic, "Some", List.of(), List.of(), List.of(), null, null, List.of());
    }
}
