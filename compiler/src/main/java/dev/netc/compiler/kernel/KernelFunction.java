package dev.netc.compiler.kernel;

import java.util.List;

/**
 * A kernel.
 *
 * @param name of the function
 * @param header what a reader should know first, a line each
 * @param preamble functions that it calls, as OpenCL C
 * @param parameters in order
 * @param body what one work-item does
 * @param group work-items of a work-group in each dimension; empty where the driver chooses
 */
public record KernelFunction(String name, List<String> header, List<String> preamble, List<Parameter> parameters,
        List<Statement> body, List<Integer> group) {
    public KernelFunction {
        header = List.copyOf(header);
        preamble = List.copyOf(preamble);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        group = List.copyOf(group);
    }

    /** A parameter of a kernel. */
    public sealed interface Parameter {
        String name();
    }

    /** A pointer to global memory. */
    public record Pointer(String name, KernelType type, boolean written) implements Parameter {}

    /** A number. */
    public record ScalarValue(String name, KernelType type) implements Parameter {}
}
