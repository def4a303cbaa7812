package dev.netc.compiler.recipe;

import dev.netc.compiler.kernel.Expr;

/**
 * Tiles of a row that stand side by side, of one block of examples.
 *
 * @param row of tiles
 * @param firstColumn the first tile
 * @param columns how many
 */
record WinogradTileRun(Expr block, Expr row, Expr firstColumn, Expr columns) {}
