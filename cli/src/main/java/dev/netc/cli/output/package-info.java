/**
 * What a command says and how it ends: tables and progress for people, one JSON document for scripts, failures in words with
 * the status that the process ends with. Start at {@link dev.netc.cli.output.Console}. Knows nothing of single commands.
 */
package dev.netc.cli.output;
