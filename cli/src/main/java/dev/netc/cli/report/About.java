package dev.netc.cli.report;

import java.util.List;

import dev.netc.compiler.network.Network;

/**
 * What does not change while a run goes on.
 *
 * @param network the net
 * @param model text of the model file
 * @param facts the settings, in the order in which they are told
 * @param epochs most epochs
 * @param seed by which the images are drawn that the report shows
 */
public record About(Network network, String model, List<Fact> facts, int epochs, long seed) {
    /** About a run. */
    public About {
        facts = List.copyOf(facts);
    }
}
