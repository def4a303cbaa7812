package dev.netc.runtime.training;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.netc.runtime.tensor.Tensor;

/**
 * A tensor with values that are no finite numbers.
 *
 * @param name as results are called
 * @param count of these values
 * @param of of all its values
 * @param first of these values
 */
record NotFinite(String name, int count, int of, double first) {
    private static final String GRADIENT = "grad.";

    /** The first of some tensors that has such values. */
    static Optional<NotFinite> first(Map<String, Tensor> tensors, Collection<String> order) {
        return order.stream().map(name -> in(name, tensors.get(name))).flatMap(Optional::stream).findFirst();
    }

    private static Optional<NotFinite> in(String name, Tensor tensor) {
        int count = 0;
        double first = 0;
        for (int i = 0; i < tensor.elements(); i++) {
            double value = tensor.doubleAt(i);
            if (!Double.isFinite(value)) {
                first = count == 0 ? value : first;
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new NotFinite(name, count, tensor.elements(), first));
    }

    /** {@code the gradient of `conv1.weight` (NaN in 3 of 34,848 values)}. */
    String text() {
        String what = name.startsWith(GRADIENT)
                ? "the gradient of `" + name.substring(GRADIENT.length()) + "`"
                : "`" + name + "`";
        return String.format(Locale.ROOT, "%s (%s in %,d of %,d values)", what, first, count, of);
    }
}
