package dev.netc.interchange.draft;

import java.util.List;

/**
 * Statements that stand together.
 *
 * @param columns that they stand in; 1 for those outside
 */
record Block(int columns, List<Statement> statements) {
    Block {
        statements = List.copyOf(statements);
    }
}
