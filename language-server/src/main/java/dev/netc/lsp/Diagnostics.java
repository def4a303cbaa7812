package dev.netc.lsp;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;
import dev.netc.compiler.problem.Warning;
import dev.netc.compiler.problem.Words;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;

/** The compiler's messages, as {@code netc check} tells them. */
final class Diagnostics {
    private Diagnostics() {}

    static List<Diagnostic> of(Document document) {
        return document.analysis().problems().stream().map(p -> diagnostic(document, p)).toList();
    }

    private static Diagnostic diagnostic(Document document, Problem problem) {
        Diagnostic diagnostic = new Diagnostic(document.range(problem.where().span()), text(problem),
                problem.severity() == Severity.ERROR ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, "netc",
                problem.code());
        diagnostic.setTags(problem instanceof Warning.Unused ? List.of(DiagnosticTag.Unnecessary) : List.of());
        diagnostic.setRelatedInformation(problem.where().uses().stream()
                .map(use -> new DiagnosticRelatedInformation(
                        new Location(document.uri(), document.range(use.call())),
                        "in this use of `" + use.block() + "`"))
                .toList());
        return diagnostic;
    }

    /** The headline, what stands beside the carets, and each way out. */
    private static String text(Problem problem) {
        Words words = Words.of(problem);
        List<String> lines = new ArrayList<>(List.of(words.message()));
        if (!words.label().isEmpty()) {
            lines.add(words.label());
        }
        words.help().forEach(help -> lines.add("help: " + help));
        return String.join("\n", lines);
    }
}
