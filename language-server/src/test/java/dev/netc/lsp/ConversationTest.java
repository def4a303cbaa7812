package dev.netc.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol, spoken over pipes to a server that runs. */
class ConversationTest {
    static final Path ALEX_NET = Path.of("").toAbsolutePath().getParent().resolve("models/alexnet.net");

    private Editor editor;
    private String alexNet;

    @BeforeEach
    void start() throws IOException {
        editor = Editor.start();
        alexNet = Files.readString(ALEX_NET);
    }

    @AfterEach
    void leaveInPeace() {
        assertThat(editor.leave()).isZero();
    }

    @Test
    void aServerThatIsLeftWithoutShutdownEndsWithOne() {
        assertThat(Editor.start().exit()).isEqualTo(1);
    }

    @Test
    void aSoundModelHasNoDiagnosticsAndAMistakeIsShownWhileItIsTyped() {
        assertThat(editor.open(alexNet).getDiagnostics()).isEmpty();
        List<Diagnostic> typed = editor.change(alexNet.replace("hidden(2048)\n    fc7", "hiden(2048)\n    fc7"))
                .getDiagnostics();
        assertThat(typed).hasSize(1);
        assertThat(typed.get(0).getCode().getLeft()).isEqualTo("name");
        assertThat(typed.get(0).getSource()).isEqualTo("netc");
        assertThat(typed.get(0).getMessage()).contains("`hiden`", "help: did you mean `hidden`?");
        assertThat(typed.get(0).getRange()).isEqualTo(new Range(editor.at("|hiden("), editor.at("hiden|(")));
        assertThat(editor.change(alexNet).getDiagnostics()).isEmpty();
    }

    @Test
    void aProblemInABlockNamesTheUseThatLedThere() {
        Diagnostic lost = editor.open("""
                net N {
                  input image: [3, 224, 224]
                  block b(x) = x -> conv(48, 11, stride: 4)
                  output y = image -> b
                }
                """).getDiagnostics().get(0);
        assertThat(lost.getMessage()).contains("213 is not a multiple of 4", "help: `pad: end(3)`");
        assertThat(lost.getRelatedInformation()).hasSize(1);
        assertThat(lost.getRelatedInformation().get(0).getMessage()).isEqualTo("in this use of `b`");
        assertThat(lost.getRelatedInformation().get(0).getLocation().getRange().getStart())
                .isEqualTo(editor.at("-> |b"));
    }

    @Test
    void aWarningIsOneAndAClosedFileHasNone() {
        assertThat(editor.open("net N {\n  input v: [3]\n  output o = v -> relu\n  a = v -> relu\n}").getDiagnostics())
                .extracting(Diagnostic::getSeverity).containsExactly(DiagnosticSeverity.Warning);
        editor.server().getTextDocumentService().didClose(new DidCloseTextDocumentParams(editor.file()));
        assertThat(editor.open("").getDiagnostics()).isEmpty();
    }

    @Test
    void columnsCountUtf16UnitsAsTheProtocolHasIt() {
        Diagnostic unknown = editor.open("net N { // \uD83E\uDDE0\n  input v: [3] output o = v -> \uD83E\uDDE0\n}")
                .getDiagnostics().get(0);
        assertThat(unknown.getRange()).isEqualTo(new Range(new Position(1, 31), new Position(1, 33)));
    }

    @Test
    void hoverTellsShapeColumnsAndParametersOfABinding() {
        editor.open(alexNet);
        assertThat(hover("all(conv|2)")).contains("conv2 : [128, 13, 13]", "in each of 2 columns",
                "307,456 parameters in all");
        assertThat(hover("class|es)")).contains("classes = 1000");
    }

    @Test
    void hoverTellsHowAnOperatorIsCalledAndWhatItGivesInEveryUse() {
        editor.open(alexNet);
        assertThat(hover("x -> co|nv(")).contains("conv(filters, kernel, stride: 1",
                "line 13: `[48, 55, 55]` in each of 2 columns, 34,944 parameters in all");
        assertThat(hover("-> l|rn -> maxpool(3, stride: 2)  : [48")).contains("lrn(size: 5", "Here: `[48, 55, 55]`");
        assertThat(hover("pla|teau(")).contains("plateau(factor: 0.1");
        assertThat(hover("mom|entum")).contains("of `sgd(rate, momentum: 0, decay: 0)`");
        assertThat(hover("fil|ters, kernel, stride =")).contains("line 13: `48`", "line 14: `128`");
        assertThat(hover("colu|mns 2")).contains("on a device of its own");
    }

    @Test
    void hoverTellsABlocksCommentAndWhatIsKnownWhereSomethingElseIsWrong() {
        editor.open("""
                net N {
                  input image: [3, 8, 8]
                  // Halves an image.
                  block half(x, n = 4) = x -> conv(n, 2, stride: 2)
                  a = image -> half
                  b = a -> nowhere
                  output o = a ->
                }
                """);
        assertThat(hover("a = image -> ha|lf")).contains("block half(x, n = 4)", "Halves an image.", "[4, 4, 4]");
        assertThat(hover("|a = image")).contains("a : [4, 4, 4]", "52 parameters");
    }

    @Test
    void completionOffersWhatCanStandThere() {
        editor.open(alexNet);
        assertThat(editor.complete("-> |lrn")).contains("conv", "lrn", "relu", "hidden", "all")
                .doesNotContain("conv1", "train");
        assertThat(editor.complete("conv(filters, |kernel")).contains("stride:", "weight:", "round:", "kernel");
        assertThat(editor.complete("conv(filters, kernel, stride: stride, |pad:")).contains("pad:")
                .doesNotContain("stride:");
        assertThat(editor.complete("scale: te|st")).contains("train", "test");
        assertThat(editor.complete("weight: |normal")).contains("normal", "he", "xavier", "filters");
        assertThat(editor.complete("softmax(|fc8")).contains("fc8", "image", "classes", "all").doesNotContain("conv");
        assertThat(editor.complete("conv3 = |all(conv2)")).contains("conv2", "conv").doesNotContain("conv4");
        assertThat(editor.complete("x -> |dense")).contains("convolution").doesNotContain("hidden2");
    }

    @Test
    void completionKnowsStatementsAndSettings() {
        editor.open(alexNet);
        assertThat(editor.complete("  |columns 2")).contains("block", "columns", "train");
        assertThat(editor.complete("    ba|tch")).contains("batch", "optimizer", "params");
        assertThat(editor.complete("schedule  pl|ateau")).containsExactly("constant", "steps", "plateau");
        assertThat(editor.complete("crop, fl|ip")).contains("crop", "flip", "color").doesNotContain("resize");
        assertThat(editor.complete("// Alex|Net")).isEmpty();
    }

    @Test
    void aHalfTypedCallIsHelped() {
        editor.open("net N {\n  input image: [3, 8, 8]\n  a = image -> conv(8, 3, \n  output o = a\n}");
        assertThat(editor.complete("conv(8, 3, |")).contains("stride:", "pad:");
        SignatureHelp help = Editor.wait(editor.server().getTextDocumentService()
                .signatureHelp(new SignatureHelpParams(editor.file(), editor.at("conv(8, |3"))));
        assertThat(help.getSignatures().get(0).getLabel()).startsWith("conv(filters, kernel");
        assertThat(help.getActiveParameter()).isEqualTo(1);
    }

    @Test
    void aForgottenBracketDoesNotReachIntoTheNextStatement() {
        editor.open("""
                net N {
                  input image: [3, 8, 8]
                  a = image -> conv(8,
                  b = image -> maxpool(2)
                  output o = b
                  train {
                    optimizer sgd(
                    prepare resize(9),\s
                  }
                }
                """);
        assertThat(editor.complete("resize(9), |")).containsExactly("resize", "mean", "scale", "order");
        assertThat(editor.complete("b = im|age")).contains("image", "conv").doesNotContain("kernel:");
        assertThat(hover("im|age: [3")).contains("input image: [3, 8, 8]\n").doesNotContain("8] : [");
    }

    @Test
    void aNameLeadsToItsDefinition() {
        editor.open(alexNet);
        assertThat(define("all(con|v2)")).isEqualTo(editor.at("|conv2 ="));
        assertThat(define("-> hid|den(2048)")).isEqualTo(editor.at("|hidden(x"));
        assertThat(define("conv(fil|ters,")).isEqualTo(editor.at("convolution(x, |filters"));
        assertThat(define("11, str|ide: 4")).isEqualTo(editor.at("kernel, |stride = 1"));
    }

    @Test
    void renamingAParameterRenamesItAtEveryUse() {
        editor.open(alexNet);
        List<TextEdit> edits = Editor.wait(editor.server().getTextDocumentService()
                .rename(new RenameParams(editor.file(), editor.at("kernel, st|ride = 1"), "step"))).getChanges()
                .get(Editor.URI);
        assertThat(edits).extracting(e -> e.getRange().getStart()).containsExactly(editor.at("kernel, |stride = 1"),
                editor.at("stride: |stride"), editor.at("11, |stride: 4"));
        assertThat(Editor.wait(editor.server().getTextDocumentService().references(
                new ReferenceParams(editor.file(), editor.at("fc7|   ="), new ReferenceContext(true))))).hasSize(2);
        assertThatThrownBy(() -> Editor.wait(editor.server().getTextDocumentService()
                .rename(new RenameParams(editor.file(), editor.at("fc7|   ="), "not a name"))))
                .hasMessageContaining("cannot be a name");
    }

    @Test
    void theOutlineHoldsColumnsWithTheirBindings() {
        editor.open(alexNet);
        DocumentSymbol net = Editor.wait(editor.server().getTextDocumentService()
                .documentSymbol(new DocumentSymbolParams(editor.file()))).get(0).getRight();
        assertThat(net.getName()).isEqualTo("AlexNet");
        assertThat(net.getChildren()).extracting(DocumentSymbol::getName).containsExactly("image", "label",
                "convolution", "hidden", "columns 2", "fc8", "probabilities", "train");
        assertThat(net.getChildren().get(4).getChildren()).extracting(DocumentSymbol::getDetail)
                .startsWith("[48, 27, 27]");
    }

    @Test
    void formattingIsThatOfTheCommand() {
        editor.open(alexNet);
        assertThat(format()).isEmpty();
        editor.change(alexNet.replace("-> relu\n", "->relu\n"));
        assertThat(format()).extracting(TextEdit::getNewText).containsExactly(alexNet);
        editor.change("net N {");
        assertThat(format()).isEmpty();
    }

    private List<? extends TextEdit> format() {
        return Editor.wait(editor.server().getTextDocumentService()
                .formatting(new DocumentFormattingParams(editor.file(), new FormattingOptions(2, true))));
    }

    private String hover(String marked) {
        Hover hover = Editor.wait(
                editor.server().getTextDocumentService().hover(new HoverParams(editor.file(), editor.at(marked))));
        return hover.getContents().getRight().getValue();
    }

    private Position define(String marked) {
        return Editor.wait(editor.server().getTextDocumentService()
                .definition(new DefinitionParams(editor.file(), editor.at(marked)))).getLeft().get(0).getRange()
                .getStart();
    }
}
