package dev.netc.runtime.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.runtime.tensor.Tensor;

/**
 * How tensors fit a program: by name, shape and kind of number. What {@code prepare} needs is no parameter and stands on no list.
 *
 * @param fitting by the program's names, in its order
 * @param missing parameters that no tensor of their name and shape was found for
 * @param left tensors that fit no parameter
 */
record Fit(Map<String, Tensor> fitting, List<Parameter> missing, Map<String, Tensor> left) {
    private static final String PREPARE = "prepare.";

    static Fit of(Program program, Map<String, Tensor> tensors) {
        Map<String, Tensor> left = new TreeMap<>(tensors);
        left.keySet().removeIf(name -> name.startsWith(PREPARE));
        Map<String, Tensor> fitting = new LinkedHashMap<>();
        List<Parameter> missing = new ArrayList<>();
        for (Parameter parameter : program.parameters()) {
            Tensor tensor = left.get(parameter.name());
            if (tensor != null && tensor.type().isReal() && tensor.shape().equals(shape(parameter))) {
                fitting.put(parameter.name(), tensor);
                left.remove(parameter.name());
            } else {
                missing.add(parameter);
            }
        }
        return new Fit(fitting, missing, left);
    }

    /** Whether every parameter found a tensor and every tensor a parameter. */
    boolean isWhole() {
        return missing.isEmpty() && left.isEmpty();
    }

    static List<Long> shape(Parameter parameter) {
        return parameter.shape().stream().map(Integer::longValue).toList();
    }
}
