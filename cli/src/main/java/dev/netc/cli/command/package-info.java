/**
 * One class a command: what it reads, the rooms that it calls in turn, and its answer. The contract is what
 * {@code netc COMMAND --help} says, with the fields of the JSON documents.
 */
package dev.netc.cli.command;
