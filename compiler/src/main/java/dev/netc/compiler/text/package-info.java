/**
 * Reading the texts that the compiler itself writes (graphs, scalar expressions): words, numbers, marks, and an error
 * with its place. Knows nothing of what they mean, and nothing of the language that people write models in. Start at
 * {@link dev.netc.compiler.text.Tokens}.
 */
package dev.netc.compiler.text;
