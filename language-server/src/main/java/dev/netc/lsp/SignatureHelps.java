package dev.netc.lsp;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;

/** How the call is written whose arguments are being typed, and which argument is next. */
final class SignatureHelps {
    private SignatureHelps() {}

    static Optional<SignatureHelp> at(Cursor cursor) {
        return CallSite.around(cursor.words(), cursor.index()).flatMap(
                site -> Callee.at(cursor.document(), site.callee()).map(callee -> help(site, callee)));
    }

    private static SignatureHelp help(CallSite site, Callee callee) {
        SignatureInformation signature = new SignatureInformation(callee.usage());
        signature.setDocumentation(markdown(callee.summary()));
        signature.setParameters(callee.arguments().stream().map(SignatureHelps::parameter).toList());
        int active = active(site, callee);
        signature.setActiveParameter(active);
        return new SignatureHelp(List.of(signature), 0, active);
    }

    private static ParameterInformation parameter(Callee.Argument argument) {
        ParameterInformation information = new ParameterInformation(argument.name());
        information.setDocumentation(markdown(Describe.argument(argument)));
        return information;
    }

    /** The argument at the cursor, by name or by position; the tensor that an operator is given first is none of them. */
    private static int active(CallSite site, Callee callee) {
        int byName = IntStream.range(0, callee.arguments().size())
                .filter(i -> callee.arguments().get(i).name().equals(site.current())).findFirst().orElse(-1);
        return byName >= 0 ? byName : Math.max(0, site.position() + (site.piped() ? callee.tensors() : 0));
    }

    private static MarkupContent markdown(String text) {
        return new MarkupContent(MarkupKind.MARKDOWN, text);
    }
}
