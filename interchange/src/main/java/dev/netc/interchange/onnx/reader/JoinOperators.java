package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;

/** Operators that lay values behind each other. */
final class JoinOperators {
    private JoinOperators() {}

    static Map<String, Operator> all() {
        return Map.of("Concat", JoinOperators::concat);
    }

    private static void concat(Node node, Translation net) {
        if (ConstantOperators.concat(node, net)) {
            return;
        }
        List<Known.Held> parts = new ArrayList<>();
        for (int i = 0; i < node.proto().getInputCount(); i++) {
            parts.add(net.held(node, i));
        }
        Known.Held first = parts.getFirst();
        int rank = first.dims().size();
        long axis = node.whole("axis", 1);
        if ((axis < 0 ? axis + rank : axis) != first.lead().size() || first.example().isEmpty()) {
            throw new Refusal("it joins along axis " + axis + " of " + Dims.show(first.dims())
                    + "; the language joins channels");
        }
        List<Long> inner = first.example().subList(1, first.example().size());
        if (parts.stream()
                .anyMatch(p -> p.dims().size() != rank || !p.example().subList(1, p.example().size()).equals(inner))) {
            throw new Refusal("it joins " + String.join(", ", parts.stream().map(p -> Dims.show(p.dims())).toList()));
        }
        if (parts.size() == 1) {
            net.set(node, 0, first);
            return;
        }
        long channels = parts.stream().mapToLong(p -> p.example().getFirst()).sum();
        net.layer(node, Term.call("concat", parts.stream().map(Known.Held::value).toList()), first.lead(),
                Dims.joined(List.of(channels), inner), List.of());
    }
}
