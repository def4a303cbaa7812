package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import dev.netc.program.Output;
import dev.netc.program.Program;

/** The results of an inspected step in the order in which they are computed. */
final class InspectedOrder {
    private static final String GRADIENT = "grad.";
    private static final String LOSS = "loss";
    private static final String RANK = "rank";

    private InspectedOrder() {}

    /**
     * Named values in the order of the source, outputs behind them, the loss, and the gradients of the parameters from the last
     * layer to the first.
     *
     * @param results names, each part in the program's order
     */
    static List<String> of(Program program, Collection<String> results) {
        List<String> outputs = program.outputs().stream().map(Output::name).filter(results::contains).toList();
        List<String> order = new ArrayList<>(results.stream().filter(name -> !name.startsWith(GRADIENT))
                .filter(name -> !outputs.contains(name) && !name.equals(LOSS) && !name.equals(RANK)).toList());
        order.addAll(outputs);
        order.add(LOSS);
        List<String> gradients = new ArrayList<>(program.parameters().stream().map(p -> GRADIENT + p.name())
                .filter(results::contains).toList());
        Collections.reverse(gradients);
        order.addAll(gradients);
        return order;
    }
}
