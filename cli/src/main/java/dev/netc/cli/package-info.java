/**
 * The {@code netc} command: what a person types, and what a script reads back.
 */
package dev.netc.cli;
