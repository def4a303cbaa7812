/**
 * Options that several commands share, as picocli reads them, and what they open: a model file, devices, data, weights.
 * Knows nothing of single commands.
 */
package dev.netc.cli.option;
