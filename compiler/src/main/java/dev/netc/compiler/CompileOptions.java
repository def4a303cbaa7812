package dev.netc.compiler;

import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.recipe.Tuning;
import dev.netc.program.Precision;
import dev.netc.program.Target;

/**
 * What a program is compiled for.
 *
 * @param targets a variant is made for each
 * @param precision of every variant
 * @param functions that the program has; those that need a train block are left out where there is none
 * @param fuse whether kernels are fused
 * @param dropout whether training drops anything
 * @param allValues whether {@code infer} gives every named value, besides the outputs
 * @param inputGradients whether {@code gradients} gives those of the inputs, besides the parameters'
 * @param images height and width of the pixels that are fed, where that is not what {@code resize} or the input says
 * @param parts into which the batch is split, one a logical device, where the net has no columns; 1 where it is not
 * @param tuning which tiles kernels have
 * @param observer is shown the graph after every stage
 */
public record CompileOptions(Set<Target> targets, Precision precision, Set<FunctionKind> functions, boolean fuse,
        boolean dropout, boolean allValues, boolean inputGradients, Optional<ImageSize> images,
        int parts, Tuning tuning, StageObserver observer) {
    /** An optimizer step takes the gradient of every part as an argument, and OpenCL 1.2 promises room for 128 pointers. */
    public static final int MOST_PARTS = 64;

    public CompileOptions {
        targets = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(targets));
        functions = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(functions));
        if (parts < 1 || parts > MOST_PARTS) {
            throw new IllegalArgumentException("a batch in " + parts + " parts; 1 to " + MOST_PARTS + " there can be");
        }
    }

    /** Height and width in pixels. */
    public record ImageSize(int height, int width) {}

    /** For CPUs and for any device, float32, everything that a program is used for but comparing gradients. */
    public static CompileOptions standard() {
        return new CompileOptions(Set.of(Target.CPU, Target.CPU_NARROW, Target.PLAIN), Precision.F32,
                Set.of(FunctionKind.INFER, FunctionKind.PREDICT, FunctionKind.EVALUATE, FunctionKind.TRAIN,
                        FunctionKind.UPDATE),
                true, true, false, false, Optional.empty(), 1, Tuning.STANDARD, (function, stage, graph) -> {});
    }

    public CompileOptions withTargets(Set<Target> others) {
        return new CompileOptions(others, precision, functions, fuse, dropout, allValues, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withPrecision(Precision other) {
        return new CompileOptions(targets, other, functions, fuse, dropout, allValues, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withFunctions(Set<FunctionKind> others) {
        return new CompileOptions(targets, precision, others, fuse, dropout, allValues, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withFuse(boolean other) {
        return new CompileOptions(targets, precision, functions, other, dropout, allValues, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withDropout(boolean other) {
        return new CompileOptions(targets, precision, functions, fuse, other, allValues, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withAllValues(boolean other) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, other, inputGradients, images,
                parts, tuning, observer);
    }

    public CompileOptions withInputGradients(boolean other) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, allValues, other, images, parts,
                tuning, observer);
    }

    public CompileOptions withImages(int height, int width) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, allValues, inputGradients,
                Optional.of(new ImageSize(height, width)), parts, tuning, observer);
    }

    public CompileOptions withParts(int other) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, allValues, inputGradients, images,
                other, tuning, observer);
    }

    public CompileOptions withTuning(Tuning other) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, allValues, inputGradients, images,
                parts, other, observer);
    }

    public CompileOptions withObserver(StageObserver other) {
        return new CompileOptions(targets, precision, functions, fuse, dropout, allValues, inputGradients, images,
                parts, tuning, other);
    }
}
