/**
 * Model files that nobody would write, by the hundred thousand: {@link dev.netc.compiler.fuzz.GeneratedNet} writes them from
 * the grammar, {@link dev.netc.compiler.fuzz.Mutation} changes good ones. Whatever the text, the compiler ends soon and in
 * words. {@code mvn test -Pfuzz -pl compiler -am} runs all of them.
 */
package dev.netc.compiler.fuzz;
