/**
 * {@code report.html}: a training as one page that opens without a network, written anew after each epoch.
 *
 * <p>
 * Start at {@link dev.netc.cli.report.Report}, which listens to a training and remembers what the page shows; {@code Page}
 * puts it together, a class a section. A page is a tree of {@code Html}, which escapes whatever came from files. Knows
 * nothing of the command line.
 */
package dev.netc.cli.report;
