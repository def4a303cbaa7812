/**
 * Pages that open without a network: {@code report.html}, a training, written anew after each epoch; and the images that a net
 * finds alike.
 *
 * <p>
 * Start at {@link dev.netc.cli.report.Report}, which listens to a training and remembers what the page shows; {@code Page}
 * puts it together, a class a section. {@link dev.netc.cli.report.NeighbourPage} is the other one. A page is a tree of {@code Html}, which escapes whatever came from files. Knows
 * nothing of the command line.
 */
package dev.netc.cli.report;
