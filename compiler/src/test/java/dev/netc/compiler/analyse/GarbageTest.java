package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, messages come out and nothing is thrown. */
class GarbageTest {
    private static final String ALEX_NET = ModelFiles.model("alexnet.net").text();
    private static final Pattern WORD = Pattern.compile("\\w+|->|[^\\s\\w]");
    private static final List<String> WORDS = WORD.matcher(ALEX_NET).results().map(MatchResult::group).distinct()
            .toList();

    /** A change of the text at a word. */
    record Change(int at, int kind, String word) {
        String of(String text) {
            List<MatchResult> words = WORD.matcher(text).results().toList();
            if (words.isEmpty()) {
                return word;
            }
            MatchResult changed = words.get(at % words.size());
            String replacement = switch (kind) {
                case 0 -> "";
                case 1 -> word;
                case 2 -> changed.group() + " " + word;
                default -> changed.group() + changed.group();
            };
            return text.substring(0, changed.start()) + replacement + text.substring(changed.end());
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators
                .combine(Arbitraries.integers().between(0, 400), Arbitraries.integers().between(0, 3),
                        Arbitraries.of(WORDS))
                .as(Change::new).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 1000, seed = "2012")
    void aModelWithWordsChangedIsNetOrMessages(@ForAll("changes") List<Change> changes) {
        String text = ALEX_NET;
        for (Change change : changes) {
            text = change.of(text);
        }
        check(text);
    }

    @Property(tries = 300, seed = "2012")
    void anyTextIsMessages(@ForAll String text) {
        check(text);
        check("net N { input v: [3] " + text + "\n output o = v }");
    }

    @Example
    void whatIsDeepLongOrManyEndsInWords() {
        assertThat(codes("net N { input v: [3] output o = " + "(".repeat(5000) + "v" + ")".repeat(5000) + " }"))
                .containsExactly("limit");
        assertThat(codes("net N { input v: [3] output o = v" + " + v".repeat(5000) + " }")).containsExactly("limit");
        assertThat(codes("net N { input v: [3] output o = " + "-".repeat(5000) + "v }")).containsExactly("limit");
        assertThat(codes("net N { input v: [3] output o = v -> 100000 * relu -> relu }")).contains("limit");
        assertThat(codes("net N { input v: [3] output o = v" + " -> relu".repeat(120_000) + " }"))
                .containsExactly("limit");
        assertThat(codes(doubling("block b%d(x) = x -> b%d -> b%d\n", "block b0(x) = x\n", "v -> b60")))
                .contains("limit");
        assertThat(codes(doubling("fn b%d(x) = b%d(x) + b%d(x)\n", "fn b0(x) = x\n", "v -> b60"))).contains("limit");
        assertThat(codes(doubling("block b%d(x) = x -> b%d\n", "block b0(x) = x\n", "v -> b300")))
                .contains("limit");
        assertThat(codes(doubling("fn b%d(x) = b%d(x)\n", "fn b0(x) = x\n", "v -> b1000"))).contains("limit");
    }

    private static String doubling(String step, String first, String use) {
        StringBuilder text = new StringBuilder("net N { input v: [3]\n").append(first);
        int last = Integer.parseInt(use.substring(use.indexOf("b") + 1));
        for (int i = 1; i <= last; i++) {
            text.append(step.formatted(i, i - 1, i - 1));
        }
        return text + "output o = " + use + " }";
    }

    private static List<String> codes(String text) {
        return Frontend.analyse(new SourceText("m.net", text), Map.of()).problems().stream().map(Problem::code)
                .distinct().toList();
    }

    private static void check(String text) {
        assertThatCode(() -> {
            Analysis analysis = Frontend.analyse(new SourceText("m.net", text), Map.of());
            new Renderer().render(analysis.problems());
        }).doesNotThrowAnyException();
    }
}
