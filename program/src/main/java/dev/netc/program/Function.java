package dev.netc.program;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a program can do. The names: {@code infer} (inputs as tensors, outputs in test mode), {@code predict}
 * (the same from pixels), {@code evaluate} (from pixels and labels: outputs, {@code loss} and {@code rank} an example,
 * test mode), {@code train} (from pixels and labels: {@code loss} and {@code rank} an example, and one optimizer step),
 * {@code update} (the same from tensors), {@code gradients} (from tensors and labels: outputs, loss, every gradient; made
 * when asked for). {@code rank} is the number of classes whose logit stands before the label's: 0 is right.
 */
public record Function(String name, List<Buffer> buffers, List<Step> steps) {
    public Function {
        buffers = List.copyOf(buffers);
        steps = List.copyOf(steps);
    }

    public Optional<Buffer> buffer(String buffer) {
        return buffers.stream().filter(b -> b.name().equals(buffer)).findFirst();
    }
}
