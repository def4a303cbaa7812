package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.netc.runtime.data.ClassNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ImageNet's classes have long names. */
class WideListsTest {
    /** Leaves in the page how many of the lists are wider than the place that they were given. */
    private static final String COUNT = """
            <script>
            document.body.dataset.wide = [...document.querySelectorAll('.lists > div')]
                .filter(list => list.scrollWidth > list.clientWidth).length + ' of '
                + document.querySelectorAll('.lists > div').length;
            </script>
            """;
    private static final ClassNames CLASSES = ClassNames.of(IntStream.range(0, 30)
            .mapToObj(i -> "sidewinder, horned rattlesnake, Crotalus cerastes of kind " + i).toList());

    @TempDir
    private Path folder;

    @Test
    void listsOfClassesWithLongNamesDoNotLieOverEachOther() throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "no Chromium");
        Path page = folder.resolve("lists.html");
        Files.writeString(page, HtmlPrinter.document(element("html", element("style", new Html.Markup(Style.CSS)),
                element("body").holding(lists()).holding(List.of(new Html.Markup(COUNT))))));
        assertThat(browser.get().dom(page)).contains("data-wide=\"0 of 2\"");
    }

    private static List<Html> lists() {
        Answered answered = new Answered(CLASSES, Set.of());
        for (int i = 0; i < CLASSES.size(); i++) {
            double[] probabilities = new double[CLASSES.size()];
            probabilities[(i + 1) % CLASSES.size()] = 1;
            answered.heard(i, i, probabilities);
        }
        State state = new State(LocalDateTime.of(2026, 3, 4, 5, 6, 7), Optional.empty(), Optional.empty(), List.of(),
                List.of(), List.of(), List.of(), Optional.of(answered));
        return new ConfusionSection(CLASSES, Optional.of(new Watched(30, "test", true))).html(state);
    }
}
