/**
 * Measures how fast a model runs: feeds made up for it, runs timed, and where their time went. Start at
 * {@link dev.netc.cli.bench.Bench}. Knows nothing of commands and of what is printed.
 */
package dev.netc.cli.bench;
