/**
 * Turns a model file into a {@code Program}. Start at {@link dev.netc.compiler.Compiler}, whose method {@code graph} is the whole
 * way, a line a stage. Needs no OpenCL driver and knows nothing of the runtime.
 */
package dev.netc.compiler;
