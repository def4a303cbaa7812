package dev.netc.lsp;

import java.util.Optional;

import dev.netc.grammar.NetLexer;

/** A place in a file that is asked about. */
record Cursor(Document document, int offset) {
    Words words() {
        return document.words();
    }

    /** What the name stands for that the cursor touches. */
    Optional<Subject> subject() {
        return words().nameAt(offset).stream().boxed().findFirst().flatMap(index -> Subject.at(document, index));
    }

    /** The index at which a word stands, or would stand, that is being typed. */
    int index() {
        return words().countBefore(offset);
    }

    /** Whether nothing but the word being typed is before the cursor in its line, or a brace has just been opened. */
    boolean isAtStatement() {
        int index = index();
        return index == 0 || words().type(index - 1) == NetLexer.OPEN_BRACE
                || document.source().line(words().start(index - 1)) < document.source().line(offset);
    }
}
