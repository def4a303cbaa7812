package dev.netc.runtime.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.netc.program.Parameter;
import dev.netc.runtime.tensor.Tensor;

/** A tensor and the parameter that it was likely meant for, which it does not fit. */
record LikelyPair(String name, Tensor tensor, Parameter parameter) {
    /** Names are compared each with each, letter by letter: more than that would take long, and nobody reads them. */
    private static final int COMPARED = 200;
    private static final int LONGEST = 200;

    /** Missing parameters with a tensor each: of the same name where there is one, else of the same shape and the nearest name. */
    static List<LikelyPair> of(Fit fit) {
        Map<String, Tensor> open = new LinkedHashMap<>(fit.left());
        Map<Parameter, String> pairs = new LinkedHashMap<>();
        fit.missing().stream().filter(p -> open.remove(p.name()) != null).forEach(p -> pairs.put(p, p.name()));
        for (Parameter parameter : fit.missing().stream().limit(COMPARED).toList()) {
            if (!pairs.containsKey(parameter)) {
                String nearest = nearest(parameter, open);
                if (nearest != null) {
                    open.remove(nearest);
                    pairs.put(parameter, nearest);
                }
            }
        }
        return fit.missing().stream().filter(pairs::containsKey)
                .map(p -> new LikelyPair(pairs.get(p), fit.left().get(pairs.get(p)), p)).toList();
    }

    private static String nearest(Parameter parameter, Map<String, Tensor> open) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : open.keySet().stream().filter(n -> n.length() <= LONGEST).limit(COMPARED).toList()) {
            if (open.get(name).shape().equals(Fit.shape(parameter))) {
                int distance = distance(parameter.name(), name);
                nearest = distance < least ? name : nearest;
                least = Math.min(least, distance);
            }
        }
        return nearest;
    }

    /** {@code conv1.b -> conv1.bias}, and why the tensor does not fit. */
    String text() {
        return Shown.of(name) + " -> " + parameter.name() + why();
    }

    private String why() {
        if (!tensor.type().isReal()) {
            return " (but it holds " + tensor.type() + ", not real numbers)";
        }
        return hasItsShape()
                ? ""
                : " (but its shape is " + tensor.shape() + ", not " + wanted()
                        + (isTransposed() ? ": the other way round)" : ")");
    }

    /**
     * What looks like a mistake rather than like another net: the right numbers under another name, or in another shape. A layer of
     * another size does not.
     *
     * @return for people; empty where nothing does
     */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (!name.equals(parameter.name())) {
            doubts.add(Shown.of(name) + " has the shape of " + parameter.name()
                    + ", which starts anew: if it is meant, it needs"
                    + " that name");
        } else if (!tensor.type().isReal()) {
            doubts.add(Shown.of(name) + " holds " + tensor.type() + ", not real numbers; the net's starts anew");
        } else if (isTransposed()) {
            doubts.add(Shown.of(name) + " is " + tensor.shape() + ", the net's " + wanted()
                    + ": the other way round, it would fit; the net's starts anew");
        } else if (tensor.elements() == parameter.elements()) {
            doubts.add(Shown.of(name) + " is " + tensor.shape() + ", the net's " + wanted()
                    + ", which are as many numbers: in that shape, it would fit; the net's starts anew");
        }
        return doubts;
    }

    private List<Long> wanted() {
        return Fit.shape(parameter);
    }

    private boolean hasItsShape() {
        return tensor.shape().equals(wanted());
    }

    private boolean isTransposed() {
        List<Long> turned = new ArrayList<>(tensor.shape());
        Collections.reverse(turned);
        return turned.size() == 2 && !hasItsShape() && turned.equals(wanted());
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
