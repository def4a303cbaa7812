package dev.netc.cli.bench;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import dev.netc.compiler.FunctionKind;
import dev.netc.program.Variant;

/** What is measured: whole training steps, or inference. */
public enum Mode {
    TRAIN(FunctionKind.TRAIN, FunctionKind.UPDATE), INFER(FunctionKind.PREDICT, FunctionKind.INFER);

    private final FunctionKind pixels;
    private final FunctionKind tensors;

    Mode(FunctionKind pixels, FunctionKind tensors) {
        this.pixels = pixels;
        this.tensors = tensors;
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
