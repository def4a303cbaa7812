package dev.netc.compiler.analyse;

import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Warning;

/** Warns of what nothing uses; what is wrong itself is told of once. */
final class Unused {
    private Unused() {}

    static void warn(Scope scope, Problems problems) {
        scope.entries().stream()
                .filter(e -> !e.used() && !(e.meaning() instanceof Meaning.Broken) && e.kind() != Scope.Kind.OUTPUT)
                .forEach(e -> problems.add(new Warning.Unused(Place.of(e.name().span()), e.kind().word(),
                        e.name().text())));
    }
}
