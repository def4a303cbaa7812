package dev.netc.interchange.draft;

import java.util.List;

/**
 * A chain of layers under one name: {@code conv1 = image -> conv(20, 5) -> maxpool(2)}.
 *
 * @param name that the net knows its value by
 * @param output whether it is given to whoever runs the net
 * @param steps the first computes from values of other statements, each other from the step before it
 */
record Statement(String name, boolean output, List<Layer> steps) {
    Statement {
        steps = List.copyOf(steps);
    }

    Layer last() {
        return steps.getLast();
    }
}
