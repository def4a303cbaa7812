package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words by which other programs call what an argument says here: {@code padding} for {@code pad}. */
final class Synonyms {
    private static final List<Set<String>> ALIKE = List.of(Set.of("pad", "pads", "padding"),
            Set.of("kernel", "size", "window", "ksize", "kernel_size", "kernel_shape", "filter_size", "pool_size",
                    "local_size"),
            Set.of("filters", "units", "channels", "features", "outputs", "num_output", "num_filters", "out_channels",
                    "out_features"),
            Set.of("stride", "strides", "step"), Set.of("groups", "group"), Set.of("round", "ceil", "ceil_mode"),
            Set.of("weight", "weights", "init", "initializer", "kernel_initializer", "weight_filler"),
            Set.of("bias", "use_bias", "bias_term", "bias_filler", "bias_initializer"),
            Set.of("p", "rate", "ratio", "prob", "probability", "dropout_ratio", "drop_prob"),
            Set.of("epsilon", "eps"), Set.of("slope", "negative_slope"), Set.of("std", "stddev", "sigma"),
            Set.of("low", "min", "minval"), Set.of("high", "max", "maxval"),
            Set.of("rate", "lr", "learning_rate", "base_lr"), Set.of("decay", "weight_decay", "l2"),
            Set.of("factor", "gamma"), Set.of("at", "milestones", "stepvalue"));

    private Synonyms() {}

    /** The parameter that a word of another program means. */
    static Optional<String> among(List<String> parameters, String word) {
        return ALIKE.stream().filter(words -> words.contains(word)).flatMap(
                words -> parameters.stream().filter(words::contains)).findFirst();
    }
}
