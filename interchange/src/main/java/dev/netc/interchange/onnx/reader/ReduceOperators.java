package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.SlidingWindow;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;

/** Means and sums over rows and columns. */
final class ReduceOperators {
    private ReduceOperators() {}

    static Map<String, Operator> all() {
        return Map.of("ReduceMean", (n, t) -> reduce(n, t, false), "ReduceSum", (n, t) -> reduce(n, t, true));
    }

    /** The mean over rows and columns is a pool as large as they are; the sum is so many times the mean. */
    private static void reduce(Node node, Translation net, boolean sum) {
        Known.Held input = net.held(node, 0);
        int rank = input.dims().size();
        int lead = input.lead().size();
        List<Long> axes = node.has("axes")
                ? node.wholes("axes")
                : net.fixedIfThere(node, 1).map(Constant::wholes).orElse(List.of());
        if (axes.isEmpty() && node.whole("noop_with_empty_axes", 0) != 0) {
            net.set(node, 0, input);
            return;
        }
        Set<Integer> over = new HashSet<>();
        axes.forEach(a -> over.add(Math.toIntExact(a < 0 ? a + rank : a)));
        int space = input.example().size() - 1;
        boolean spatial = !over.isEmpty() && over.stream().allMatch(a -> a > lead && a < rank);
        boolean all = over.size() == space;
        if (!spatial || (space > 2 && !all)) {
            throw new Refusal("it runs over " + (axes.isEmpty() ? "all dimensions" : "the dimensions " + axes) + " of "
                    + Dims.show(input.dims()) + "; the language's means run over rows and columns");
        }
        List<Long> ones = new ArrayList<>();
        for (int i = 0; i < input.example().size(); i++) {
            ones.add(over.contains(lead + i) ? 1L : input.example().get(i));
        }
        int height = all || (space == 2 && over.contains(lead + 1)) ? input.value().shape().height() : 1;
        int width = over.contains(rank - 1) ? input.value().shape().width() : 1;
        pooled(node, net, input, new Reduction(ones, height, width, sum, over, node.whole("keepdims", 1) != 0));
    }

    private record Reduction(List<Long> ones, int height, int width, boolean sum, Set<Integer> over, boolean kept) {}

    private static void pooled(Node node, Translation net, Known.Held input, Reduction reduction) {
        Value mean = net.draft().layer(Wishes.of(node, List.of()),
                Term.call("avgpool", input.value(), SlidingWindow.pair(reduction.height(), reduction.width())),
                Dims.shape(reduction.ones()));
        Known.Held kept = new Known.Held(mean, input.lead(), reduction.ones());
        if (!reduction.kept()) {
            List<Long> example = new ArrayList<>();
            for (int i = 0; i < reduction.ones().size(); i++) {
                if (!reduction.over().contains(input.lead().size() + i)) {
                    example.add(reduction.ones().get(i));
                }
            }
            ShapeOperators.resized(node, net, kept, input.lead(), example);
            kept = (Known.Held) net.find(node.output(0).orElseThrow());
        }
        if (reduction.sum()) {
            net.alike(node, kept, new Term.Infix(new Term.Of(kept.value()), '*',
                    new Term.Literal(Decimal.of((double) reduction.height() * reduction.width()))));
        } else {
            net.set(node, 0, kept);
        }
    }
}
