/**
 * One small program an idea, each with a {@code main} that is run by the tests. Start at
 * {@link dev.netc.examples.CompileAndRun}. Knows what a user of the two libraries knows: the compiler's and the runtime's public
 * doors.
 */
package dev.netc.examples;
