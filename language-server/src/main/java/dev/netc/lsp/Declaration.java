package dev.netc.lsp;

import java.util.List;

import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Parameter;

/**
 * A name of the file, where it is given.
 *
 * @param from offset from which on it may be named
 * @param to offset up to which
 * @param parameters of a block or a function, the tensor first; of others none
 * @param value as written: of a parameter its default, of an input its shape or classes; empty where there is none
 */
record Declaration(Kind kind, Name name, int from, int to, List<Parameter> parameters, String value) {
    Declaration {
        parameters = List.copyOf(parameters);
    }

    /** What a name is given to. */
    enum Kind {
        NET_PARAMETER("parameter of the net"), INPUT("input"), BINDING("binding"), OUTPUT("output"), BLOCK(
                "block"), FUNCTION("fn"), PARAMETER("parameter"), INNER_BINDING("binding of a block");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    String text() {
        return name.text();
    }

    boolean isCallable() {
        return kind == Kind.BLOCK || kind == Kind.FUNCTION;
    }

    /** Whether blocks and functions see it that stand below it. */
    boolean isSeenInBlocks() {
        return isCallable() || kind == Kind.NET_PARAMETER;
    }

    boolean reaches(int offset) {
        return from <= offset && offset <= to;
    }
}
