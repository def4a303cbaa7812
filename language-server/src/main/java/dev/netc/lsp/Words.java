package dev.netc.lsp;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import dev.netc.grammar.NetLexer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** The tokens of a file that may be broken; by their index, comments and space left out. */
record Words(List<Token> visible, List<Token> comments) {
    Words {
        visible = List.copyOf(visible);
        comments = List.copyOf(comments);
    }

    static Words of(String text) {
        NetLexer lexer = new NetLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Token> all = lexer.getAllTokens().stream().map(t -> (Token) t).toList();
        return new Words(all.stream().filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL).toList(),
                all.stream().filter(t -> t.getType() == NetLexer.COMMENT).toList());
    }

    int size() {
        return visible.size();
    }

    /** The type of the token with that index; EOF outside the file. */
    int type(int index) {
        return index < 0 || index >= visible.size() ? Token.EOF : visible.get(index).getType();
    }

    String text(int index) {
        return visible.get(index).getText();
    }

    int start(int index) {
        return visible.get(index).getStartIndex();
    }

    /** Offset behind the token's last character. */
    int end(int index) {
        return visible.get(index).getStopIndex() + 1;
    }

    /** The name that an offset touches. */
    OptionalInt nameAt(int offset) {
        return IntStream.range(0, size()).filter(i -> isName(i) && start(i) <= offset && offset <= end(i)).findFirst();
    }

    /** How many tokens end before an offset, a name that is being typed there not counted. */
    int countBefore(int offset) {
        OptionalInt typed = nameAt(offset);
        return typed.isPresent() && start(typed.getAsInt()) < offset
                ? typed.getAsInt()
                : (int) IntStream.range(0, size()).filter(i -> end(i) <= offset).count();
    }

    /** Whether a token may be a name; words of the language may. */
    boolean isName(int index) {
        int type = type(index);
        return type == NetLexer.ID || (type >= NetLexer.ALL && type <= NetLexer.PARAMS);
    }

    boolean isInComment(int offset) {
        return comments.stream().anyMatch(c -> c.getStartIndex() < offset && offset <= c.getStopIndex() + 1);
    }

    /**
     * Whether a statement surely begins with that token: an open bracket before it was forgotten, and what follows is none
     * of its arguments.
     */
    boolean startsStatement(int index) {
        return isFirstInLine(index) && switch (type(index)) {
            case NetLexer.LOSS, NetLexer.BATCH, NetLexer.EPOCHS, NetLexer.SEED, NetLexer.OPTIMIZER, NetLexer.SCHEDULE,
                    NetLexer.PREPARE, NetLexer.AUGMENT, NetLexer.PARAMS ->
                startsValue(index + 1);
            case NetLexer.INPUT, NetLexer.OUTPUT, NetLexer.BLOCK, NetLexer.FN, NetLexer.COLUMNS, NetLexer.RETURN ->
                startsValue(index + 1) || type(index + 1) == NetLexer.ASSIGN;
            default -> isName(index) && type(index + 1) == NetLexer.ASSIGN;
        };
    }

    private boolean startsValue(int index) {
        return isName(index) || type(index) == NetLexer.NUMBER || type(index) == NetLexer.STRING;
    }

    boolean isFirstInLine(int index) {
        return index == 0 || visible.get(index - 1).getLine() < visible.get(index).getLine();
    }
}
