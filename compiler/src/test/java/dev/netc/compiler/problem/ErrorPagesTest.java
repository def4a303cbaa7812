package dev.netc.compiler.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.netc.compiler.analyse.Frontend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of problem has a page, and every page tells the truth; {@code -Dgolden.update=true} writes its message anew. */
class ErrorPagesTest {
    private static final String MARK = "<!-- The table is made from the pages by the tests. -->\n";

    /** Families that are not about model files: the tests of those who throw them hold their pages. */
    private static final Set<String> ELSEWHERE = Set.of("memory", "weights");

    static List<ErrorPage> pages() {
        return ErrorPage.all().stream().filter(p -> !ELSEWHERE.contains(p.family())).toList();
    }

    @Test
    void everyKindHasAPageAndNoPageIsLeftOver() {
        assertThat(pages()).extracting(ErrorPage::kind)
                .containsExactlyInAnyOrderElementsOf(ProblemKind.all().stream().map(ProblemKind::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theWrongNetHasThisProblemAloneAndIsToldSo(ErrorPage page) throws IOException {
        List<Problem> problems = problems(page.wrong());
        assertThat(problems).extracting(p -> p.kind().toString()).containsExactly(page.kind());
        String message = new Renderer().render(problems);
        if (Boolean.getBoolean("golden.update")) {
            page.withPrinted(message).write();
        } else {
            assertThat(message).isEqualTo(page.printed());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theRightNetHasNoProblem(ErrorPage page) {
        assertThat(new Renderer().render(problems(page.right()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysItsKindBelowItsTitle(ErrorPage page) {
        assertThat(page.text()).startsWith("# " + page.title() + "\n\n`" + page.kind() + "`\n");
    }

    @Test
    void theIndexListsEveryPage() throws IOException {
        Path file = ErrorPage.FOLDER.resolve("README.md");
        String index = Files.readString(file);
        String intro = index.substring(0, index.indexOf(MARK) + MARK.length());
        StringBuilder table = new StringBuilder("\n| kind | |\n|---|---|\n");
        ErrorPage.all().forEach(p -> table.append("| [`%s`](%s.md) | %s |%n".formatted(p.kind(), p.kind(), p.title())));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, intro + table);
        }
        assertThat(Files.readString(file)).isEqualTo(intro + table);
    }

    private static List<Problem> problems(ErrorPage.Example example) {
        return Frontend.analyse(example.source(), example.parameters()).problems();
    }
}
