package dev.netc.cli.picture;

import dev.netc.compiler.network.Network;

/** The picture of a net. */
public final class NetPicture {
    private NetPicture() {}

    /** As an SVG document that needs nothing else; a net of the same text gives the same document. */
    public static String svg(Network network) {
        return SvgWriter.write(Layout.of(DiagramBuilder.of(network)));
    }

    /** As a graph for Graphviz, columns being clusters. */
    public static String dot(Network network) {
        return DotWriter.write(DiagramBuilder.of(network));
    }
}
