package dev.netc.compiler.problem;

import java.util.Locale;
import java.util.Optional;

/** What other frameworks call the operators of the language. */
final class OtherNames {
    private OtherNames() {}

    /** How what is called so elsewhere is written here, as a sentence. */
    static Optional<String> of(String name) {
        return Optional.ofNullable(switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "conv2d", "convolution", "convolution2d" ->
                "it is called `conv(filters, kernel)`; how many channels come in is known";
            case "linear", "fullyconnected", "innerproduct", "fc" ->
                "it is called `dense(units)`; how many features come in is known";
            case "maxpool2d", "maxpooling2d" -> "it is called `maxpool(size, stride: size)`";
            case "avgpool2d", "averagepool", "averagepooling2d" -> "it is called `avgpool(size, stride: size)`";
            case "globalavgpool", "globalavgpool2d", "globalaveragepool", "globalaveragepooling2d", "adaptiveavgpool2d",
                    "gap" ->
                "it is called `avgpool(all)`";
            case "batchnorm1d", "batchnorm2d", "batchnormalization", "bn" -> "it is called `batchnorm`";
            case "localresponsenorm" -> "it is called `lrn`; its `alpha` is not divided by its `size`";
            case "leakyrelu" -> "it is called `leaky(slope: 0.01)`";
            case "cat", "concatenate" -> "it is called `concat(a, b, …)`";
            case "view", "reshape" -> "a vector is made of an image by `flatten`; `dense` does so itself";
            case "gelu" -> own(name, "0.5 * x * (1 + tanh(0.79788456 * (x + 0.044715 * x * x * x)))");
            case "silu", "swish" -> own(name, "x * sigmoid(x)");
            case "softplus" -> own(name, "max(x, 0) + log(1 + exp(-abs(x)))");
            default -> null;
        });
    }

    private static String own(String name, String formula) {
        return "write it as a function of your own: `fn " + name + "(x) = " + formula + "`";
    }
}
