package dev.netc.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Failure;
import dev.netc.compiler.network.Network;
import dev.netc.program.Buffer;
import dev.netc.program.Input;
import dev.netc.runtime.Model;
import dev.netc.runtime.tensor.Tensor;

/**
 * The inputs of {@code netc run}, by name: each an input of the net, all of one batch.
 *
 * @param file where they are from
 * @param network whose inputs they are
 * @param tensors by name
 * @param batch examples
 */
record RunInputs(String file, Network network, Map<String, Tensor> tensors, int batch) {

    /**
     * Checks inputs.
     *
     * @param batch that was asked for
     * @throws Failure where a tensor is missing, is no input, or has another batch
     */
    static RunInputs of(Network network, WeightFile file, Optional<Integer> batch) {
        String name = file.file().toString();
        Map<String, Tensor> tensors = new TreeMap<>(file.content().tensors());
        Set<String> known = network.inputs().stream().map(Input::name).collect(Collectors.toSet());
        for (String tensor : tensors.keySet()) {
            if (!known.contains(tensor)) {
                throw Failure.inputs(name, "the net has no input `" + tensor + "`; its inputs are " + inWords(network));
            }
        }
        for (Input input : network.inputs()) {
            if (input instanceof Input.Tensor && !tensors.containsKey(input.name())) {
                throw Failure.inputs(name,
                        "there is no tensor `" + input.name() + "`; the net's inputs are " + inWords(network));
            }
        }
        return new RunInputs(name, network, tensors, commonBatch(name, tensors, batch));
    }

    private static int commonBatch(String file, Map<String, Tensor> tensors, Optional<Integer> asked) {
        long batch = tensors.values().stream().mapToLong(Tensor::rows).findFirst().orElse(0);
        tensors.forEach((name, tensor) -> {
            if (tensor.rows() != batch || batch == 0 || tensor.shape().isEmpty()) {
                throw Failure.inputs(file,
                        "the batch comes first in every tensor, the same in each and at least 1, and `"
                                + name + "` is " + tensor);
            }
        });
        asked.filter(n -> n != batch).ifPresent(n -> {
            throw Failure.inputs(file, "it holds " + batch + " examples, --batch says " + n);
        });
        return Math.toIntExact(batch);
    }

    private static String inWords(Network network) {
        return network.inputs().stream().map(RunInputs::inWords).collect(Collectors.joining(", "));
    }

    private static String inWords(Input input) {
        return switch (input) {
            case Input.Tensor(String name, List<Integer> shape) -> name + " [batch, "
                    + shape.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "]";
            case Input.Label(String name, int classes) -> name + " [batch], whole numbers below " + classes;
        };
    }

    /** Whether there is a loss: the net says one, and its label is given. */
    boolean hasLabel() {
        return network.train() != null && tensors.containsKey(network.train().settings().label());
    }

    /** Why {@link #hasLabel} is false. */
    String whyNoLoss() {
        return network.train() == null
                ? "the net has no train block, so there is no loss"
                : "there is no tensor `" + network.train().settings().label() + "`, so there is no loss";
    }

    /**
     * Feeds a model with what its functions read.
     *
     * @throws Failure where a tensor does not fit
     */
    void into(Model model) {
        Set<String> read = model.variant().functions().stream().flatMap(f -> f.buffers().stream()).map(Buffer::role)
                .filter(Buffer.Feed.class::isInstance).map(role -> ((Buffer.Feed) role).name())
                .collect(Collectors.toSet());
        tensors.forEach((name, tensor) -> {
            if (read.contains(name)) {
                feed(model, name, tensor);
            }
        });
    }

    private void feed(Model model, String name, Tensor tensor) {
        try {
            model.feed(name, tensor);
        } catch (IllegalArgumentException e) {
            throw Failure.inputs(file, e.getMessage());
        }
    }
}
