/**
 * Searches better tiles for a model's kernels, and keeps them for the next time. Start at
 * {@link dev.netc.cli.tune.TileSearch}. Knows nothing of commands and of what is printed.
 */
package dev.netc.cli.tune;
