package dev.netc.compiler.recipe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.netc.compiler.kernel.KernelFunction;
import dev.netc.program.Argument;
import dev.netc.program.Size;
import dev.netc.program.WorkGroup;

/**
 * A node, or a part of its work, as a kernel and how to launch it; buffers in {@code arguments} go by their values' names.
 *
 * @param global work-items in each dimension
 * @param group work-items that run together
 * @param scratch memory that it writes for a later part of the same node
 * @param tiling what its tile goes by, where it has a choice of tiles
 * @param multiplyAdds for an example, where the way that is taken does not need the operator's: all of the node's work is this kernel's then
 */
public record Lowered(KernelFunction kernel, List<Argument> arguments, List<Size> global, WorkGroup group,
        List<Scratch> scratch, Optional<TileKey> tiling, OptionalLong multiplyAdds) {
    public Lowered {
        arguments = List.copyOf(arguments);
        global = List.copyOf(global);
        scratch = List.copyOf(scratch);
    }

    /**
     * Real numbers that live while a node is computed, or, where they are made of state alone, as long as the function.
     *
     * @param name of the buffer
     * @param rows number of rows, or {@link dev.netc.program.Buffer#BATCH}
     * @param elements of a row
     */
    public record Scratch(String name, long rows, long elements) {}
}
