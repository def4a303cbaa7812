/**
 * The picture of a net: columns side by side, what becomes one kernel as one box, {@code all} as the only arrows between
 * columns. A {@code Diagram} says what is seen, a {@code Layout} where it stands, {@code SvgWriter} and {@code DotWriter}
 * draw. Start at {@link dev.netc.cli.picture.NetPicture}. Knows nothing of devices and of the command line.
 */
package dev.netc.cli.picture;
