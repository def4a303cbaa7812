/**
 * Recipes: ordinary functions from an operator, its shapes and a tile to a kernel. Every recipe is written over lanes
 * (examples side by side in memory): with sixteen lanes it is the CPU's, with one the plain kernel that any device runs.
 * For GPUs there are matrix products by work-groups besides, from {@code TiledRecipes} on.
 * Start at {@link dev.netc.compiler.recipe.Recipes}.
 *
 * <p>
 * In which order a kernel adds is decided here, by {@code Chunks} and by the rows that a weight gradient sums at once. A training goes
 * on from a checkpoint to the same bits only where that is as it was: a change of it raises
 * {@link dev.netc.program.Program#ARITHMETIC}.
 */
package dev.netc.compiler.recipe;
