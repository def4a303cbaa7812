package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code params "*.bias" (rate: 2, decay: 0)} says; several that name a parameter multiply. */
final class ParameterFactors {

    private record Rule(Pattern names, double rate, double decay) {}

    private final List<Rule> rules = new ArrayList<>();

    /** Adds a rule; {@code *} in the glob stands for any characters, dots too. */
    void add(String glob, double rate, double decay) {
        rules.add(new Rule(pattern(glob), rate, decay));
    }

    static Pattern pattern(String glob) {
        return Pattern.compile(List.of(glob.split("\\*", -1)).stream().map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    double rate(String parameter) {
        return matching(parameter).stream().mapToDouble(Rule::rate).reduce(1, (a, b) -> a * b);
    }

    double decay(String parameter) {
        return matching(parameter).stream().mapToDouble(Rule::decay).reduce(1, (a, b) -> a * b);
    }

    private List<Rule> matching(String parameter) {
        return rules.stream().filter(r -> r.names().matcher(parameter).matches()).toList();
    }
}
