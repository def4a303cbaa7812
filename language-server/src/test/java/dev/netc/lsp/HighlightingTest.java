package dev.netc.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import dev.netc.compiler.define.Entry;
import dev.netc.compiler.define.Vocabulary;
import dev.netc.grammar.NetLexer;
import dev.netc.lsp.Colours.Coloured;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The extension for Visual Studio Code: its files fit each other, and its grammar the language. */
class HighlightingTest {
    private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolve("editors/vscode");
    private static final Path GRAMMAR = FOLDER.resolve("syntaxes/net.tmLanguage.json");
    private static final Colours COLOURS = new Colours(GRAMMAR);

    /** Words that begin statements and settings: those of the lexer that stand for themselves. */
    static List<String> keywords() {
        return IntStream.rangeClosed(NetLexer.ALL, NetLexer.PARAMS)
                .mapToObj(t -> NetLexer.VOCABULARY.getLiteralName(t).replace("'", "")).toList();
    }

    static Stream<Entry> operators() {
        return Stream.of(Entry.Group.OPERATOR, Entry.Group.FUNCTION).flatMap(g -> Vocabulary.of(g).stream());
    }

    static Stream<Entry> words() {
        return Vocabulary.all().stream().filter(e -> e.group() != Entry.Group.SETTING);
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void everyKeywordIsKnown(String keyword) throws IOException {
        assertThat(Files.readString(GRAMMAR)).containsPattern("\\b" + keyword + "\\b|\\\\b" + keyword);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void everyOperatorIsColouredBehindAnArrowAndBeforeABracket(Entry operator) {
        assertThat(COLOURS.of("y = x -> 3 * " + operator.name() + " -> done"))
                .contains(new Coloured(operator.name(), "support.function.net"),
                        new Coloured("3", "constant.numeric.net"));
        assertThat(COLOURS.of("y = " + operator.name() + "(x, 2)"))
                .contains(new Coloured(operator.name(), "support.function.net"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordOfTheLanguageHasAColourOfItsOwnInItsExample(Entry word) {
        assertThat(COLOURS.of(word.exampleNet()).stream().filter(c -> c.text().equals(word.name()))
                .map(Coloured::scope)).isNotEmpty().noneMatch(s -> s.startsWith("variable") || s.startsWith("entity"));
    }

    @Test
    void alexNetIsColouredAsItIsMeant() throws IOException {
        List<Coloured> colours = COLOURS.of(Files.readString(ConversationTest.ALEX_NET));
        assertThat(colours).contains(new Coloured("net", "keyword.declaration.net"),
                new Coloured("AlexNet", "entity.name.type.net"), new Coloured("class", "storage.type.label.net"),
                new Coloured("convolution", "entity.name.function.net"),
                new Coloured("columns", "keyword.declaration.net"), new Coloured("all", "keyword.control.exchange.net"),
                new Coloured("stride", "variable.parameter.net"), new Coloured("->", "keyword.operator.arrow.net"),
                new Coloured("test", "constant.language.net"), new Coloured("optimizer", "keyword.other.setting.net"),
                new Coloured("0.0005", "constant.numeric.net"), new Coloured("lrn", "support.function.net"));
        assertThat(colours).extracting(Coloured::scope).doesNotContain("invalid.illegal.net");
    }

    /** Every token of the file is coloured whole, in the order of the file. */
    @Test
    void noTokenIsCutOrLeftOut() throws IOException {
        String model = Files.readString(ConversationTest.ALEX_NET);
        List<String> tokens = new NetLexer(org.antlr.v4.runtime.CharStreams.fromString(model)).getAllTokens().stream()
                .filter(t -> t.getType() != NetLexer.SPACE).map(Token::getText).toList();
        assertThat(COLOURS.of(model)).extracting(Coloured::text).containsExactlyElementsOf(tokens);
    }

    @Test
    void aWordOfTheLanguageMayBeAName() {
        assertThat(COLOURS.of("  batch = input -> conv(1, 1)")).containsSubsequence(
                new Coloured("batch", "variable.other.definition.net"), new Coloured("input", "variable.other.net"));
    }

    @Test
    void theExtensionNamesTheFilesThatAreThere() {
        JsonObject manifest = Colours.read(FOLDER.resolve("package.json"));
        JsonObject contributes = manifest.getAsJsonObject("contributes");
        JsonObject language = contributes.getAsJsonArray("languages").get(0).getAsJsonObject();
        JsonObject grammar = contributes.getAsJsonArray("grammars").get(0).getAsJsonObject();
        assertThat(language.getAsJsonArray("extensions").get(0).getAsString()).isEqualTo(".net");
        assertThat(FOLDER.resolve(language.get("configuration").getAsString())).exists();
        assertThat(FOLDER.resolve(grammar.get("path").getAsString())).exists();
        assertThat(FOLDER.resolve(manifest.get("main").getAsString())).exists();
        assertThat(grammar.get("scopeName")).isEqualTo(Colours.read(GRAMMAR).get("scopeName"));
        assertThat(Colours.read(FOLDER.resolve("language-configuration.json")).getAsJsonObject("comments")
                .get("lineComment").getAsString()).isEqualTo("//");
    }
}
