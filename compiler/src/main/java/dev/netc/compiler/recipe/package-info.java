/**
 * Recipes: ordinary functions from an operator, its shapes and a tile to a kernel. Every recipe is written over lanes
 * (examples side by side in memory): with sixteen lanes it is the CPU's, with one the plain kernel that any device runs.
 * For GPUs there are matrix products by work-groups besides, from {@code TiledRecipes} on.
 * Start at {@link dev.netc.compiler.recipe.Recipes}.
 */
package dev.netc.compiler.recipe;
