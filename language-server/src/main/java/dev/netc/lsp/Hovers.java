package dev.netc.lsp;

import java.util.Optional;

import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** What is shown beside a name that the mouse rests on. */
final class Hovers {
    private Hovers() {}

    static Optional<Hover> at(Cursor cursor) {
        return cursor.words().nameAt(cursor.offset()).stream().boxed().findFirst()
                .flatMap(index -> cursor.subject().map(subject -> hover(cursor.document(), index, subject)));
    }

    private static Hover hover(Document document, int index, Subject subject) {
        String text = switch (subject) {
            case Subject.Own own -> Describe.declaration(document, own.declaration())
                    + (own.declaration().isCallable() ? here(document, index) : "");
            case Subject.Word word -> Describe.entry(word.entry()) + here(document, index);
            case Subject.Named named -> Describe.argument(named.argument()) + "\n\nof `" + named.callee().usage() + "`";
            case Subject.Keyword keyword -> Keywords.MEANING.get(keyword.word());
        };
        int start = document.words().start(index);
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, text),
                document.range(start, document.words().end(index)));
    }

    /** What the call that begins there gives. */
    private static String here(Document document, int index) {
        boolean declares = document.declarations().all().stream()
                .anyMatch(d -> d.name().span().start() == document.words().start(index));
        String result = declares ? "" : Describe.result(Describe.known(document, document.words().start(index)));
        return result.isEmpty() ? "" : "\n\n" + result;
    }
}
