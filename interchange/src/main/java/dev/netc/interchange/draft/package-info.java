/**
 * The net that is to be written: layers in an order of computation, made by a reader of some format, become statements of the
 * language. Start at {@link dev.netc.interchange.draft.Draft}; {@link dev.netc.interchange.draft.Statements} joins layers to
 * chains, {@link dev.netc.interchange.draft.NetText} writes them, and {@link dev.netc.interchange.draft.Finished} has the compiler
 * read what was written. Knows nothing of any other format.
 */
package dev.netc.interchange.draft;
