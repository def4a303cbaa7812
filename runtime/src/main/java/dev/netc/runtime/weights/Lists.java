package dev.netc.runtime.weights;

import java.util.List;
import java.util.Map;

import dev.netc.runtime.tensor.Tensor;

/** Lists of tensors in a message. Of long ones the beginning is shown, since what is wrong is mostly wrong alike. */
final class Lists {
    private Lists() {}

    /** Lines below a heading that was written. */
    static void add(StringBuilder text, List<String> lines, int most) {
        lines.stream().limit(most).forEach(line -> text.append("\n    ").append(line));
        if (lines.size() > most) {
            text.append("\n    and ").append(lines.size() - most).append(" more");
        }
    }

    static List<String> of(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream().map(e -> Shown.of(e.getKey()) + "  " + e.getValue()).toList();
    }
}
