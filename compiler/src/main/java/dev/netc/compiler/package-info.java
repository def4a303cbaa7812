/**
 * Turns a model file into a {@code Program}. Needs no OpenCL driver and knows nothing of the runtime.
 */
package dev.netc.compiler;
