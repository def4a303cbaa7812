package dev.netc.interchange.draft;

import java.util.HashSet;
import java.util.Set;

import dev.netc.runtime.tensor.Tensor;

/**
 * What layers take of the file's tensors after others have: each has weights of its own in the language, so that a few megabytes
 * that a thousand layers read would become gigabytes.
 */
final class Repeats {
    private static final long MOST = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 2);

    private final Set<String> taken = new HashSet<>();
    private long bytes;

    /** @throws Refusal where it is too much */
    void count(Weight weight) {
        if (weight.values().isPresent() && !taken.add(weight.from())) {
            Tensor values = weight.values().get();
            bytes += (long) values.elements() * values.type().bytes();
            if (bytes > MOST) {
                throw new Refusal("its " + weight.role() + " `" + weight.from() + "` is that of other layers, too; what"
                        + " layers share is written once a layer, and would be more than " + (MOST >> 20) + " MiB");
            }
        }
    }
}
