package dev.netc.lsp;

import java.util.Optional;

import dev.netc.compiler.define.Entry;
import dev.netc.grammar.NetLexer;

/** What a name in a file stands for. */
sealed interface Subject {
    /** A name that the file itself gives, where it is given or used. */
    record Own(Declaration declaration) implements Subject {}

    /** A word of the language. */
    record Word(Entry entry) implements Subject {}

    /** The name of an argument. */
    record Named(Callee callee, Callee.Argument argument) implements Subject {}

    /** A word that begins a statement. */
    record Keyword(String word) implements Subject {}

    /** What the name token with that index stands for; absent where it stands for nothing. */
    static Optional<Subject> at(Document document, int index) {
        Words words = document.words();
        if (Keywords.isKeyword(words, index)) {
            return Optional.of(new Keyword(words.text(index)));
        }
        Optional<CallSite> site = isNamed(words, index) ? CallSite.around(words, index) : Optional.empty();
        return site.isPresent() ? argument(document, site.get(), words.text(index)) : name(document, index);
    }

    private static boolean isNamed(Words words, int index) {
        return words.type(index + 1) == NetLexer.COLON
                && (words.type(index - 1) == NetLexer.OPEN || words.type(index - 1) == NetLexer.COMMA);
    }

    /** An argument of a block or a function of the file is that block's parameter. */
    private static Optional<Subject> argument(Document document, CallSite site, String name) {
        Words words = document.words();
        Optional<Declaration> own = document.declarations().find(words.text(site.callee()),
                words.start(site.callee()), true);
        if (own.isPresent()) {
            return own.get().parameters().stream().filter(p -> p.name().text().equals(name)).findFirst().flatMap(
                    p -> document.declarations().find(name, p.name().span().start(), false)).map(Own::new);
        }
        return Callee.at(document, site.callee()).flatMap(callee -> callee.arguments().stream()
                .filter(a -> a.name().equals(name)).findFirst().map(a -> new Named(callee, a)));
    }

    private static Optional<Subject> name(Document document, int index) {
        Words words = document.words();
        String name = words.text(index);
        boolean called = words.type(index + 1) == NetLexer.OPEN || CallSite.isPiped(words, index);
        Optional<Declaration> own = document.declarations().find(name, words.start(index), called)
                .or(() -> called ? Optional.empty() : document.declarations().find(name, words.start(index), true));
        return own.<Subject>map(Own::new).or(() -> Callee.entry(words, index).map(Word::new));
    }
}
