package dev.netc.runtime.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.tensor.Tensor;

/**
 * Says why tensors do not fit a program: both lists, and what was likely meant. Of long lists the beginning is shown, since
 * what is wrong is mostly wrong alike.
 *
 * @param missing parameters that no tensor of their name and shape was found for
 * @param left tensors that fit no parameter
 */
record Misfit(Program program, String source, List<Parameter> missing, Map<String, Tensor> left) {
    private static final int SHOWN = 12;

    /** Names are compared each with each: more than that would take long, and nobody reads them. */
    private static final int COMPARED = 200;

    String explain() {
        StringBuilder text = new StringBuilder(source).append(" does not fit net ").append(program.name())
                .append(":\n");
        text.append("  the net wants, and does not find");
        list(text, missing.stream().map(p -> p.name() + "  " + Weights.shape(p)).toList());
        text.append("\n  the file holds, and the net does not know");
        list(text, left.entrySet().stream().map(e -> e.getKey() + "  " + e.getValue()).toList());
        List<String> pairs = likelyPairs();
        if (!pairs.isEmpty()) {
            text.append("\n  likely meant");
            list(text, pairs);
        }
        int all = program.parameters().size();
        return text.append("\n  %d of the net's %d parameters fit".formatted(all - missing.size(), all)).toString();
    }

    private static void list(StringBuilder text, List<String> lines) {
        text.append(lines.isEmpty() ? ": nothing" : "");
        lines.stream().limit(SHOWN).forEach(line -> text.append("\n    ").append(line));
        if (lines.size() > SHOWN) {
            text.append("\n    and ").append(lines.size() - SHOWN).append(" more");
        }
    }

    /** Missing parameters with a tensor each: of the same name where there is one, else of the same shape and the nearest name. */
    private List<String> likelyPairs() {
        Map<String, Tensor> open = new LinkedHashMap<>(left);
        Map<Parameter, String> pairs = new LinkedHashMap<>();
        missing.stream().filter(p -> open.remove(p.name()) != null).forEach(p -> pairs.put(p, p.name()));
        for (Parameter parameter : missing.stream().limit(COMPARED).toList()) {
            if (!pairs.containsKey(parameter)) {
                String nearest = nearest(parameter, open);
                if (nearest != null) {
                    open.remove(nearest);
                    pairs.put(parameter, nearest);
                }
            }
        }
        return missing.stream().filter(pairs::containsKey)
                .map(p -> pairs.get(p) + " -> " + p.name() + why(p, left.get(pairs.get(p)))).toList();
    }

    private static String nearest(Parameter parameter, Map<String, Tensor> open) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : open.keySet().stream().limit(COMPARED).toList()) {
            if (open.get(name).shape().equals(Weights.shape(parameter))) {
                int distance = distance(parameter.name(), name);
                nearest = distance < least ? name : nearest;
                least = Math.min(least, distance);
            }
        }
        return nearest;
    }

    private static String why(Parameter parameter, Tensor tensor) {
        List<Long> wanted = Weights.shape(parameter);
        if (!tensor.type().isReal()) {
            return " (but it holds " + tensor.type() + ", not real numbers)";
        }
        if (Objects.equals(tensor.shape(), wanted)) {
            return "";
        }
        List<Long> turned = new ArrayList<>(tensor.shape());
        Collections.reverse(turned);
        boolean transposed = turned.size() == 2 && turned.equals(wanted);
        return " (but its shape is " + tensor.shape() + ", not " + wanted
                + (transposed ? ": the other way round)" : ")");
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
