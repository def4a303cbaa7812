package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The steps of one chain that have parameters, in the order in which names are given. One step adds nothing to the chain's
 * name; of several each adds its operator's or block's name, the second of a kind with a 2.
 */
final class Steps {

    private sealed interface Step {
        String name();
    }

    /** An operator with parameters. */
    private record OperatorStep(String name, int operation) implements Step {}

    /** A block with inner bindings, or a repeated call: chains of their own below this step's name. */
    private record GroupStep(String name, List<Part> parts) implements Step {}

    /** A chain inside a group; an empty name is the group's own. */
    record Part(String name, Steps steps) {}

    private final List<Step> steps = new ArrayList<>();

    void operator(String name, int operation) {
        steps.add(new OperatorStep(name, operation));
    }

    /** A group; parts without parameters are no steps. */
    void group(String name, List<Part> parts) {
        List<Part> trained = parts.stream().filter(p -> !p.steps().steps.isEmpty()).toList();
        if (!trained.isEmpty()) {
            steps.add(new GroupStep(name, trained));
        }
    }

    /** Tells each operation's name, {@code prefix} being the chain's. */
    void name(String prefix, BiConsumer<Integer, String> named) {
        Map<String, Integer> seen = new HashMap<>();
        for (Step step : steps) {
            int nth = seen.merge(step.name(), 1, Integer::sum);
            String own = steps.size() == 1 ? prefix : prefix + "." + step.name() + (nth == 1 ? "" : nth);
            switch (step) {
                case OperatorStep operator -> named.accept(operator.operation(), own);
                case GroupStep group -> group.parts()
                        .forEach(p -> p.steps().name(p.name().isEmpty() ? own : own + "." + p.name(), named));
            }
        }
    }
}
