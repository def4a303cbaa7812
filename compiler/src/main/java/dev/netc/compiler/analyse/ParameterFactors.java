package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;

/** What {@code params "*.bias" (rate: 2, decay: 0)} says; several that name a parameter multiply. */
final class ParameterFactors {

    private record Rule(Glob names, double rate, double decay) {}

    private final List<Rule> rules = new ArrayList<>();

    /** Adds a rule; {@code *} in the glob stands for any characters, dots too. */
    void add(String glob, double rate, double decay) {
        rules.add(new Rule(new Glob(glob), rate, decay));
    }

    double rate(String parameter) {
        return matching(parameter).stream().mapToDouble(Rule::rate).reduce(1, (a, b) -> a * b);
    }

    double decay(String parameter) {
        return matching(parameter).stream().mapToDouble(Rule::decay).reduce(1, (a, b) -> a * b);
    }

    private List<Rule> matching(String parameter) {
        return rules.stream().filter(r -> r.names().matches(parameter)).toList();
    }
}
