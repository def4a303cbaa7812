/**
 * The one standard layout of model files: from a text that parses to the same text with white space as it should be. Start
 * at {@link dev.netc.compiler.format.Formatter}. Works on tokens, so that what was written stays as it was written;
 * knows nothing of what names mean.
 */
package dev.netc.compiler.format;
