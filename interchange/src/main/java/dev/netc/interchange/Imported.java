package dev.netc.interchange;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.netc.runtime.tensor.Tensor;

/**
 * A net of another format in the language.
 *
 * @param text of the model file, laid out, and known to compile
 * @param weights the parameters that the file gives, by the language's names
 * @param inputs of the net, in order
 * @param outputs of the net, in order
 * @param parameters of the net, in order
 * @param notes what is said otherwise than in the file, or left out, a sentence each
 * @param unprepared where the file does not say how the net's images are prepared, the lines to write into the model, with a
 *        preparation that is an example
 */
public record Imported(String text, SortedMap<String, Tensor> weights, List<Carried> inputs, List<Carried> outputs,
        List<Parameter> parameters, List<String> notes, Optional<String> unprepared) {
    public Imported {
        weights = new TreeMap<>(weights);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        notes = List.copyOf(notes);
    }

    /**
     * An input or output.
     *
     * @param name in the net
     * @param from name in the file
     * @param shape of one example in the net
     */
    public record Carried(String name, String from, List<Integer> shape) {
        public Carried {
            shape = List.copyOf(shape);
        }
    }

    /**
     * A parameter.
     *
     * @param name in the net
     * @param from names in the file of what it is made of, as a person reads them
     * @param shape in the language
     * @param given where its values are
     */
    public record Parameter(String name, String from, List<Integer> shape, Given given) {
        public Parameter {
            shape = List.copyOf(shape);
        }
    }

    /** Where a parameter's values are. */
    public enum Given {
        /** In the weights. */
        WEIGHTS,
        /** In the model file, as the number that it starts from. */
        MODEL,
        /** Nowhere: the file has the structure alone. */
        MISSING
    }

    /** Parameters that have no values. */
    public List<Parameter> missing() {
        return parameters.stream().filter(p -> p.given() == Given.MISSING).toList();
    }
}
