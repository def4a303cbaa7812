package dev.netc.cli.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.network.Network;
import dev.netc.program.Variant;
import dev.netc.runtime.error.NetcException;

/** What is measured: whole training steps, or inference. */
public enum Mode {
    TRAIN(FunctionKind.TRAIN, FunctionKind.UPDATE), INFER(FunctionKind.PREDICT, FunctionKind.INFER);

    private final FunctionKind pixels;
    private final FunctionKind tensors;

    Mode(FunctionKind pixels, FunctionKind tensors) {
        this.pixels = pixels;
        this.tensors = tensors;
    }

    /**
     * The modes asked for; else those that a net has.
     *
     * @param asked null where nothing was said
     * @throws NetcException where the net cannot train and is asked to
     */
    public static List<Mode> of(Network network, List<Mode> asked) {
        boolean trains = network.train() != null;
        if (asked == null) {
            return trains ? List.of(TRAIN, INFER) : List.of(INFER);
        }
        if (!trains && asked.contains(TRAIN)) {
            throw new NetcException("net " + network.name() + " has no train block to train it by");
        }
        return asked;
    }

    /** The functions that may do it. */
    public Set<FunctionKind> functions() {
        return EnumSet.of(pixels, tensors);
    }

    /** The function that does it: from pixels, as images come, or from tensors, where the net reads no image. */
    String function(Variant variant) {
        return variant.function(pixels.functionName()).isPresent() ? pixels.functionName() : tensors.functionName();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
