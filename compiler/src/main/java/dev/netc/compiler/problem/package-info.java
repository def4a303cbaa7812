/**
 * What can be wrong with a model file, as data: a {@link dev.netc.compiler.problem.Problem} says its code, its place in
 * the source and the facts; {@link dev.netc.compiler.problem.Words} puts it into words and
 * {@link dev.netc.compiler.problem.Renderer} draws it. Knows nothing of how problems are found.
 */
package dev.netc.compiler.problem;
