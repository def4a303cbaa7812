package dev.netc.lsp;

import dev.netc.grammar.NetLexer;

/** What the innermost open brace before a place belongs to. */
enum Braces {
    /** None: the place is outside the net. */
    FILE, NET, COLUMNS, BLOCK, TRAIN;

    /** Around the token with that index, or around what would stand there. */
    static Braces around(Words words, int index) {
        int open = opening(words, index);
        for (int i = open - 1; i >= 0; i--) {
            switch (words.type(i)) {
                case NetLexer.TRAIN -> {
                    return TRAIN;
                }
                case NetLexer.COLUMNS -> {
                    return COLUMNS;
                }
                case NetLexer.BLOCK -> {
                    return BLOCK;
                }
                case NetLexer.NET -> {
                    return NET;
                }
                default -> {
                    // a head's name, its parameters, a number of columns
                }
            }
        }
        return FILE;
    }

    /** The index of that brace, -1 where there is none. */
    static int opening(Words words, int index) {
        int depth = 0;
        for (int i = Math.min(index, words.size()) - 1; i >= 0; i--) {
            depth += words.type(i) == NetLexer.CLOSE_BRACE ? 1 : 0;
            if (words.type(i) == NetLexer.OPEN_BRACE && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }
}
