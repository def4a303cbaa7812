package dev.netc.program;

import java.util.List;

/** A named output; {@code shape} is that of one example. */
public record Output(String name, List<Integer> shape) {
    public Output {
        shape = List.copyOf(shape);
    }
}
