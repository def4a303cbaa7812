package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Evaluation;
import dev.netc.runtime.training.Progress;
import dev.netc.runtime.training.RateChange;
import org.junit.jupiter.api.Test;

/** What stands on the page of a run, from made-up runs and without a browser. */
class PageTest {
    private static final String MODEL = """
            // A <b>small</b> net.
            net Small {
              input image: [1, 4, 4]
              input label: class(3)
              logits = image -> conv(2, 3) -> dense(3)
              output probabilities = softmax(logits)
              train { loss cross_entropy(logits, label) optimizer sgd(rate: 1) }
            }
            """;
    private static final String HOSTILE = "<script>alert('1')</script>";
    private static final ClassNames CLASSES = ClassNames.of(List.of("cat", "dog", HOSTILE));
    private static final LocalDateTime AT = LocalDateTime.of(2026, 3, 4, 5, 6, 7);
    private static final Watched TEST = new Watched(6, "test", true);

    private static Page page(ClassNames classes, Optional<Watched> watched) {
        About about = new About(
                Frontend.analyse(new SourceText("small.net", MODEL), Map.of()).network().orElseThrow(), MODEL,
                List.of(new Fact("command", "netc train 'a <b>.net'"), new Fact("seed", "1")), 20, 1);
        return new Page(about, Optional.empty(), classes,
                List.of(new Examples.Example(1, 2, "data/test/\"x\"/1.png",
                        new Thumbnail("data:image/png;base64,AAAA", true))),
                watched,
                Report.graph(() -> "<svg class=\"net\"></svg>"));
    }

    private static EpochReport epoch(int number, double error, boolean best) {
        return new EpochReport(number, 10 * number, 3.5 * number, 0.1, 1.0 / number, 0.5,
                Optional.of(new Evaluation(6, OptionalDouble.of(0.4), error, OptionalDouble.empty(), 1)), 1234, best);
    }

    private static Answered answered(ClassNames classes, int... labelsAndTold) {
        Answered answered = new Answered(classes, Set.of(1));
        for (int i = 0; i < labelsAndTold.length; i += 2) {
            double[] probabilities = new double[classes.size()];
            Arrays.fill(probabilities, 0.2 / classes.size());
            probabilities[labelsAndTold[i + 1]] += 0.8;
            answered.heard(i / 2, labelsAndTold[i], probabilities);
        }
        return answered;
    }

    private static State state(Optional<String> ended, List<EpochReport> epochs, Answered answered) {
        return new State(AT, ended, Optional.empty(), epochs, List.of(), List.of(), List.of(), Optional.of(answered));
    }

    private static String text(Page page, State state) {
        return HtmlPrinter.document(page.html(state));
    }

    private static String whole() {
        return text(page(CLASSES, Optional.of(TEST)), state(Optional.of("finished"),
                List.of(epoch(1, 0.5, true), epoch(2, 0.25, true), epoch(3, 0.4, false)),
                answered(CLASSES, 0, 0, 2, 0, 2, 2, 1, 1, 1, 1, 1, 0)));
    }

    @Test
    void nothingFromFilesIsMarkup() {
        assertThat(whole()).doesNotContain("<script", "<b>small", "a <b>.net", "\"x\"")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;", "A &lt;b&gt;small&lt;/b&gt; net.",
                        "data/test/&quot;x&quot;/1.png");
    }

    @Test
    void nothingIsFetched() {
        assertThat(whole()).startsWith("<!DOCTYPE html>").doesNotContain("http://", "https://", "@import", "<link",
                "url(");
    }

    @Test
    void theTopSaysWhereTheRunStandsAndThatTheTestPartIsWatched() {
        assertThat(whole()).contains("finished after epoch 3 of 20, 10.5 s", "40.00%", "25.00%", "after epoch 2",
                "Written on 2026-03-04 at 05:06:07",
                "the 6 images of <code>test</code>, the test part", "there is no <code>val/</code>");
        assertThat(text(page(CLASSES, Optional.of(new Watched(6, "train, held back", false))),
                state(Optional.empty(), List.of(), answered(CLASSES))))
                .contains("the 6 images of <code>train, held back</code>, which the net does not learn from")
                .doesNotContain("the test part");
        assertThat(text(page(CLASSES, Optional.empty()), state(Optional.empty(), List.of(), answered(CLASSES))))
                .contains("no images to validate with");
    }

    @Test
    void aPageIsReadAgainWhileTheRunGoesOn() {
        Page page = page(CLASSES, Optional.of(TEST));
        Progress progress = new Progress(2, 20, 3, 10, 13, 1, 0.5, 100, 60);
        String running = text(page, new State(AT, Optional.empty(), Optional.of(progress), List.of(epoch(1, 0.5, true)),
                List.of(), List.of("few <classes>"), List.of(), Optional.empty()));
        assertThat(running).contains("http-equiv=\"refresh\"", "running, epoch 2 of 20, step 3 of 10",
                "about 1 min 0 s left", "few &lt;classes&gt;");
        assertThat(whole()).doesNotContain("refresh");
    }

    @Test
    void beforeTheFirstEpochEndsEverySectionSaysSo() {
        String fresh = text(page(CLASSES, Optional.of(TEST)),
                new State(AT, Optional.empty(), Optional.empty(), List.of(),
                        List.of(), List.of(), List.of(), Optional.empty()));
        assertThat(fresh).contains("no epoch has ended", "curves begin when the first epoch has ended",
                "Images are shown when the first epoch has ended", "id=\"settings\"", "<svg class=\"net\">");
    }

    @Test
    void theRatesChangesAreMarkedInBothCurves() {
        RateChange change = new RateChange(2, 0.1, 0.01, false, "the validation error has not been below 25.00%");
        String page = text(page(CLASSES, Optional.of(TEST)), new State(AT, Optional.empty(), Optional.empty(),
                List.of(epoch(1, 0.5, true), epoch(2, 0.25, true)), List.of(change), List.of(), List.of(),
                Optional.empty()));
        assertThat(page.split("class=\"mark\"", -1)).hasSize(3);
        assertThat(page).contains("rate 0.01",
                "from 0.1 to 0.01 after epoch 2: the validation error has not been below");
    }

    @Test
    void aPictureThatCannotBeDrawnIsToldOfInItsPlace() {
        Html graph = Report.graph(() -> {
            throw new IllegalStateException("no <room>");
        });
        assertThat(HtmlPrinter.document(graph)).contains("could not be drawn: no &lt;room&gt;");
    }

    @Test
    void theRightClassIsMarked() {
        assertThat(whole()).contains("class=\"bar right\"", "✓ &lt;script", "width:86.7%");
    }

    @Test
    void fewClassesAreATable() {
        assertThat(whole()).contains("class=\"confusion\"", "title=\"dog, taken for cat: 1\"", "33.33%", "50.00%")
                .doesNotContain("Most confused pairs");
    }

    @Test
    void aThousandClassesAreThePairsThatAreMistakenMostOften() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("class" + i);
        }
        ClassNames many = ClassNames.of(names);
        String page = text(page(many, Optional.of(TEST)), state(Optional.empty(), List.of(epoch(1, 0.5, true)),
                answered(many, 5, 7, 5, 7, 999, 0, 3, 3)));
        assertThat(page).contains("Most confused pairs", "Hardest classes",
                "<td>class5</td><td>class7</td><td>2</td><td>100.00%</td>").doesNotContain("class=\"confusion\"",
                        "class998");
    }
}
