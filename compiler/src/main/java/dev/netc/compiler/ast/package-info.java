/**
 * A model file as a tree of records, each with its place in the source: what was written, not yet what it means. Start at
 * {@link dev.netc.compiler.ast.Net}. What could not be read stands here as {@code Broken}, so that the rest can be judged.
 */
package dev.netc.compiler.ast;
