package dev.netc.lsp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Where a name of the file is given, and where it is used. */
final class References {
    private References() {}

    /** Where the name at the cursor is given; nowhere for words of the language. */
    static List<Location> definition(Cursor cursor) {
        return own(cursor).map(d -> new Location(cursor.document().uri(),
                cursor.document().range(d.name().span()))).stream().toList();
    }

    /** Every place of the name at the cursor. */
    static List<Location> all(Cursor cursor) {
        return places(cursor).map(i -> new Location(cursor.document().uri(), cursor.document()
                .range(cursor.words().start(i), cursor.words().end(i)))).toList();
    }

    /**
     * Gives the name at the cursor another text, wherever it stands.
     *
     * @throws ResponseErrorException where that is no name
     */
    static WorkspaceEdit rename(Cursor cursor, String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.equals("all")) {
            throw new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams,
                    "`" + name + "` cannot be a name", null));
        }
        List<TextEdit> edits = all(cursor).stream().map(l -> new TextEdit(l.getRange(), name)).toList();
        return new WorkspaceEdit(Map.of(cursor.document().uri(), edits));
    }

    private static Optional<Declaration> own(Cursor cursor) {
        return cursor.subject().filter(Subject.Own.class::isInstance).map(s -> ((Subject.Own) s).declaration());
    }

    private static Stream<Integer> places(Cursor cursor) {
        Optional<Declaration> declaration = own(cursor);
        return IntStream.range(0, cursor.words().size())
                .filter(i -> declaration.isPresent() && cursor.words().isName(i)
                        && cursor.words().text(i).equals(declaration.get().text())
                        && Subject.at(cursor.document(), i).filter(new Subject.Own(declaration.get())::equals)
                                .isPresent())
                .boxed();
    }
}
