package dev.netc.program;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a program can do. The names: {@code infer} (inputs as tensors, outputs in test mode), {@code predict}
 * (the same from pixels), {@code evaluate} (from pixels and labels: outputs, {@code loss} and {@code rank} an example,
 * test mode), {@code train} (from pixels and labels: {@code loss} and {@code rank} an example, and one optimizer step),
 * {@code update} (the same from tensors), {@code gradients} (from tensors and labels: outputs, loss, every gradient; made
 * when asked for), {@code inspect} (from pixels and labels: every named value, loss, every gradient; made when a training went
 * wrong), {@code features} (from pixels: the outputs in test mode, the same bits whatever the batch; for nets that end in what images
 * are compared by). {@code rank} is the number of classes whose logit stands before the label's: 0 is right.
 *
 * @param largestBatch that it takes, or {@link #ANY_BATCH}; a variant may have a function twice, once for small batches
 * @param prologue how many of its first steps depend on nothing but state: what they leave serves every later run, until state is
 * written or another function runs
 */
public record Function(String name, int largestBatch, List<Buffer> buffers, List<Step> steps, int prologue) {
    /** As {@code largestBatch}: it takes any. */
    public static final int ANY_BATCH = 0;

    public Function {
        buffers = List.copyOf(buffers);
        steps = List.copyOf(steps);
        if (prologue < 0 || prologue > steps.size()) {
            throw new IllegalArgumentException("function " + name + " has " + steps.size() + " steps, the first "
                    + prologue + " of which should be its prologue");
        }
    }

    /** One that takes any batch and has no prologue. */
    public Function(String name, List<Buffer> buffers, List<Step> steps) {
        this(name, ANY_BATCH, buffers, steps, 0);
    }

    /** Whether it takes a batch of so many examples. */
    public boolean takes(int batch) {
        return largestBatch == ANY_BATCH || batch <= largestBatch;
    }

    /** The largest batch that it takes of those up to {@code batch}. */
    public int upTo(int batch) {
        return takes(batch) ? batch : largestBatch;
    }

    /** The same with the kernels that suit so many blocks of lanes on each device. */
    Function of(int blocks) {
        return new Function(name, largestBatch, buffers,
                steps.stream().map(s -> s instanceof Step.Launch launch ? launch.of(blocks) : s).toList(), prologue);
    }

    /** The buffer of this name. */
    public Optional<Buffer> buffer(String buffer) {
        return buffers.stream().filter(b -> b.name().equals(buffer)).findFirst();
    }
}
