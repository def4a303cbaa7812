package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Severity;

/**
 * What analysis made of a model file.
 *
 * @param network present if and only if no problem is an error
 * @param problems errors and warnings, in the order of the source
 * @param known what names and calls were found to be, in the order in which they were judged
 */
public record Analysis(Optional<Network> network, List<Problem> problems, List<Known> known) {
    public Analysis {
        problems = List.copyOf(problems);
        known = List.copyOf(known);
        if (network.isPresent() == problems.stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
            throw new IllegalArgumentException("a net with errors, or none without");
        }
    }
}
