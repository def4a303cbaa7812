package dev.netc.runtime.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.tensor.Tensor;

/**
 * Says why tensors do not fit a program.
 *
 * @param missing parameters that no tensor of their name and shape was found for
 * @param left tensors that fit no parameter
 */
record Misfit(Program program, String source, List<Parameter> missing, Map<String, Tensor> left) {

    String explain() {
        StringBuilder text = new StringBuilder(source).append(" does not fit net ").append(program.name())
                .append(":\n");
        text.append("  the net wants, and does not find");
        missing.forEach(p -> text.append("\n    ").append(p.name()).append("  ").append(Weights.shape(p)));
        text.append(missing.isEmpty() ? ": nothing" : "").append("\n  the file holds, and the net does not know");
        left.forEach((name, tensor) -> text.append("\n    ").append(name).append("  ").append(tensor));
        text.append(left.isEmpty() ? ": nothing" : "");
        List<String> pairs = likelyPairs();
        if (!pairs.isEmpty()) {
            text.append("\n  likely meant");
            pairs.forEach(pair -> text.append("\n    ").append(pair));
        }
        return text.toString();
    }

    /** Each missing parameter with the nearest name among the tensors: of its shape if there is one, else of its name. */
    private List<String> likelyPairs() {
        List<String> pairs = new ArrayList<>();
        List<String> open = new ArrayList<>(left.keySet());
        for (Parameter parameter : missing) {
            String nearest = null;
            int least = Integer.MAX_VALUE;
            for (String name : open) {
                boolean sameShape = left.get(name).shape().equals(Weights.shape(parameter));
                int distance = distance(parameter.name(), name);
                if ((sameShape || distance == 0) && distance < least) {
                    least = distance;
                    nearest = name;
                }
            }
            if (nearest != null) {
                open.remove(nearest);
                pairs.add(nearest + " -> " + parameter.name() + (least == 0 ? why(parameter, left.get(nearest)) : ""));
            }
        }
        return pairs;
    }

    private static String why(Parameter parameter, Tensor tensor) {
        if (!tensor.type().isReal()) {
            return " (but it holds " + tensor.type() + ", not real numbers)";
        }
        return " (but its shape is " + tensor.shape() + ", not " + Weights.shape(parameter) + ")";
    }

    /** Levenshtein's: insertions, deletions and changes of a letter. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
