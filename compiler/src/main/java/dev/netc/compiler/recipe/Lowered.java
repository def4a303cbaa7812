package dev.netc.compiler.recipe;

import java.util.List;

import dev.netc.compiler.kernel.KernelFunction;
import dev.netc.program.Argument;
import dev.netc.program.Size;

/**
 * A node as a kernel and how to launch it; buffers in {@code arguments} go by their values' names.
 *
 * @param global work-items in each dimension
 */
public record Lowered(KernelFunction kernel, List<Argument> arguments, List<Size> global) {
    public Lowered {
        arguments = List.copyOf(arguments);
        global = List.copyOf(global);
    }
}
