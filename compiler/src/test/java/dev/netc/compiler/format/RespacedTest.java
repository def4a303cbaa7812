package dev.netc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

import dev.netc.compiler.ModelFiles;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Models with other white space, and with comments wherever a comment can stand. */
class RespacedTest {
    private static final List<String> SPACES = List.of(" ", "   ", "\n", "\t", "\r\n", " \n  ");
    private static final List<String> GAPS = List.of(" ", " ", "  ", "\n", "\n\n", "\r\n\r\n\r\n", " // behind\n",
            "\n// above\n", "\n\n// apart\n\n", "// one\n// two\n", " //\n");

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of(ModelFiles.all().stream().map(f -> ModelFiles.read(f).text()).toList());
    }

    @Property(tries = 150, seed = "2012")
    void theLayoutDoesNotHangOnHowATextIsSpaced(@ForAll("models") String model, @ForAll long seed) {
        List<String> words = Trees.words(model);
        assertThat(Layouts.laidOut(joined(words, SPACES, 1, seed)))
                .isEqualTo(Layouts.laidOut(String.join(" ", words)));
    }

    @Property(tries = 400, seed = "2012")
    void commentsAnywhereAreKeptInOrder(@ForAll("models") String model, @ForAll long seed) {
        Layouts.holdTheLaws(joined(Trees.words(model), GAPS, 8, seed));
    }

    /** The words with one of the gaps between two, mostly a single space: one in {@code seldom} is drawn. */
    private static String joined(List<String> words, List<String> gaps, int seldom, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            String gap = random.nextInt(seldom) == 0 ? gaps.get(random.nextInt(gaps.size())) : " ";
            text.append(word).append(word.equals("/") && gap.startsWith("/") ? " " : "").append(gap); // "///" would hide it
        }
        return text.toString();
    }
}
