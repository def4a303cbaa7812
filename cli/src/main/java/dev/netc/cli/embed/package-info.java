/**
 * A compiled net as a part of Java programs: its class compiled by javac, packed with what lies beside it. Start at
 * {@link dev.netc.cli.embed.EmbeddableNet}, which needs no command line.
 */
package dev.netc.cli.embed;
