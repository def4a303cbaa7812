/**
 * Which reader reads a file: start at {@link dev.netc.interchange.importer.Importer}. Knows the readers, and nothing of their
 * formats.
 */
package dev.netc.interchange.importer;
