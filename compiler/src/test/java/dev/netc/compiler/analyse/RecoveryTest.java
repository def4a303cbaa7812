package dev.netc.compiler.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake gives one message, and many independent mistakes give as many. */
class RecoveryTest {
    /** Of a model with more, some are left out; {@code -Dfuzz.files} leaves out none. */
    private static final int MOST_TYPOS = Integer.getInteger("fuzz.files", 150);

    static List<Path> models() {
        return ModelFiles.all().stream().filter(m -> problems(ModelFiles.read(m).text()).isEmpty()).toList();
    }

    /** One kind of message: a line with several settings, twice, has several said twice. */
    @ParameterizedTest
    @MethodSource("models")
    void oneSlipIsOneMessage(Path model) {
        SourceText source = ModelFiles.read(model);
        List<Typos.Typo> all = Typos.of(source.text());
        int step = Math.max(1, all.size() / MOST_TYPOS);
        for (int i = 0; i < all.size(); i += step) {
            Typos.Typo typo = all.get(i);
            List<Problem> problems = problems(typo.text());
            assertThat(problems.stream().map(p -> p.kind().toString()).distinct())
                    .as(() -> model.getFileName() + ", " + typo.what() + "\n" + new Renderer().render(problems))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void mistakesOfAllFamiliesAreToldTogetherInTheOrderOfTheSource() {
        List<Problem> problems = problems("""
                net Many(classes = 10) {
                  input image: [3, 32 32]
                  input photo: [3, 32, 32]
                  input label: class(classes)
                  block unit(x, filters) = x -> conv(filters, 3, pad: 1) -> relu
                  a = phtoo -> unit(8)
                  b = photo -> unit(8, 3)
                  c = photo -> conv(8, 5, srtide: 2)
                  d = photo -> conv(8, 3, stride: 2)
                  columns 2 { e = photo -> unit(8) }
                  f = e -> relu
                  g = photo -> unit(4) : [4, 32, 31]
                  h = photo -> (relu)
                  i = photo -> conv(2000000000, 1)
                  fc = photo -> dense(classes)
                  output o = softmax(fc)
                  train {
                    loss      cross_entropy(fc, label)
                    optimizer adam(rate: 0.1)
                    batch     0
                  }
                }
                """);
        assertThat(problems).extracting(p -> p.where().span().line() + " " + p.kind()).containsExactly(
                "2 syntax/unexpected", "6 name/unknown-value", "7 argument/too-many", "8 argument/unknown",
                "9 shape/lost-pixels", "11 column/column-value-outside", "12 shape/not-as-declared",
                "13 syntax/unexpected", "14 limit/too-many-elements", "19 train/unknown-word",
                "20 argument/out-of-range");
    }

    @Test
    void whatABrokenStatementMayHaveBoundIsNotMissed() {
        assertThat(kinds("net N { input v: [4]\n a v -> relu\n output o = a -> dense(2) }"))
                .containsExactly("syntax/unexpected");
        assertThat(kinds("net N { input v: [4]\n a = v dense(3)\n output o = a -> dense(2) : [2] }"))
                .containsExactly("syntax/unexpected");
        assertThat(kinds("net N(, n = 3) { input v: [4]\n output o = v -> dense(n) -> dense(m) }"))
                .containsExactly("syntax/unexpected");
    }

    @Test
    void aNameThatIsUnknownInSeveralLinesIsToldOnceWithAllOfThem() {
        List<Problem> problems = problems("""
                net N {
                  input image: [4]
                  a = imgae -> dense(2)
                  b = imgae -> dense(2)
                  output o = a + b + (imgae -> dense(2))
                }
                """);
        assertThat(new Renderer().render(problems)).isEqualTo("""
                error[name]: there is no value `imgae`
                  --> m.net:3:7
                   |
                 3 |   a = imgae -> dense(2)
                   |       ^^^^^ nothing above binds this name
                   |
                   = help: did you mean `image`?
                   = also in lines 4 and 5
                """);
    }

    @Test
    void aShapeThatIsNotAsDeclaredIsToldOnceAndNotOfWhatFollows() {
        assertThat(kinds("""
                net N {
                  input v: [4]
                  a = v -> dense(3) : [5]
                  b = a + (v -> dense(5)) : [5]
                  output o = b : [5]
                }
                """)).containsExactly("shape/not-as-declared");
    }

    @Test
    void whereABraceOfColumnsIsMissingTheRestIsStillJudged() {
        assertThat(kinds("""
                net N {
                  input v: [4]
                  input label: class(2)
                  columns 2 {
                    a = v -> dense(2)
                  fc = all(a) -> dense(2)
                  output o = softmax(fc)
                  train {
                    loss cross_entropy(fc, label)
                    optimizer adam(rate: 1)
                  }
                }
                """)).containsExactly("syntax/not-a-binding", "train/unknown-word");
    }

    private static List<String> kinds(String text) {
        return problems(text).stream().map(p -> p.kind().toString()).toList();
    }

    private static List<Problem> problems(String text) {
        return Frontend.analyse(new SourceText("m.net", text), Map.of()).problems();
    }
}
