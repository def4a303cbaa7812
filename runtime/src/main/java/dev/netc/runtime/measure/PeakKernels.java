package dev.netc.runtime.measure;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.program.Precision;
import dev.netc.runtime.device.DeviceInfo;

/**
 * The kernels of the measurement: twelve independent sums of products, which a processor keeps in registers, and a walk through
 * more memory than caches hold. A work-item of a processor has its widest vectors and a stretch of memory of its own; elsewhere it has
 * scalars, and its neighbours' stand beside them.
 */
final class PeakKernels {
    private static final int SUMS = 12;
    private static final int NARROWEST = 4;
    /** Drivers hand work-groups to cores by the dozen: PoCL 3.1 takes up to 256 at once. */
    private static final int ITEMS_A_CORE = 1024;
    private static final int ITEMS_A_MULTIPROCESSOR = 2048;

    private final DeviceInfo device;
    private final Precision precision;

    PeakKernels(DeviceInfo device, Precision precision) {
        this.device = device;
        this.precision = precision;
    }

    /** The work-group; empty where the driver chooses. */
    long[] group() {
        return single() ? new long[]{1} : new long[0];
    }

    private boolean single() {
        return device.type() == DeviceInfo.Type.CPU;
    }

    long workItems() {
        return (long) device.computeUnits() * (single() ? ITEMS_A_CORE : ITEMS_A_MULTIPROCESSOR);
    }

    int vectorBytes() {
        return width() * scalarBytes();
    }

    /** Of one work-item. */
    int multiplyAddsOfRound() {
        return SUMS * width();
    }

    private int width() {
        return single() ? Math.max(NARROWEST, device.vectorFloats()) * Float.BYTES / scalarBytes() : 1;
    }

    private int scalarBytes() {
        return precision == Precision.F32 ? Float.BYTES : Double.BYTES;
    }

    String source(String name) {
        return switch (name) {
            case "peak_multiply_adds" -> multiplyAdds(name);
            case "peak_read" -> read(name);
            case "peak_copy" -> copy(name);
            default -> throw new IllegalArgumentException("no kernel " + name);
        };
    }

    private String multiplyAdds(String name) {
        return """
                %s__kernel void %s(__global V *out, int rounds) {
                    size_t item = get_global_id(0);
                    // not known to the compiler, and never so large or so small that arithmetic slows down
                    V a = (V)((S)0.5 + (S)rounds * (S)1e-12);
                    V b = (V)((S)0.5 - (S)item * (S)1e-12);
                %s
                    for (int i = 0; i < rounds; i++) {
                %s
                    }
                    out[item] = %s;
                }
                """.formatted(head(), name, lines("    V x%d = (V)(%d + (S)item);"),
                lines("        x%1$d = fma(x%1$d, a, b);"), sum());
    }

    private static String lines(String form) {
        return IntStream.range(0, SUMS).mapToObj(i -> form.formatted(i, i)).collect(Collectors.joining("\n"));
    }

    private static String sum() {
        return IntStream.range(0, SUMS).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "));
    }

    private String read(String name) {
        return """
                %s__kernel void %s(__global V *out, __global const V *in, int steps) {
                %s
                    V s0 = (V)0, s1 = (V)0, s2 = (V)0, s3 = (V)0;
                    int i = 0;
                    for (; i + 3 < steps; i += 4) {
                        s0 += in[first + i * stride];
                        s1 += in[first + (i + 1) * stride];
                        s2 += in[first + (i + 2) * stride];
                        s3 += in[first + (i + 3) * stride];
                    }
                    for (; i < steps; i++) {
                        s0 += in[first + i * stride];
                    }
                    out[get_global_id(0)] = s0 + s1 + s2 + s3;
                }
                """.formatted(head(), name, walk());
    }

    private String copy(String name) {
        return """
                %s__kernel void %s(__global V *out, __global const V *in, int steps) {
                %s
                    for (int i = 0; i < steps; i++) {
                        out[first + i * stride] = in[first + i * stride];
                    }
                }
                """.formatted(head(), name, walk());
    }

    private String walk() {
        return single()
                ? "    size_t first = get_global_id(0) * steps;\n    const size_t stride = 1;"
                : "    size_t first = get_global_id(0);\n    size_t stride = get_global_size(0);";
    }

    private String head() {
        String scalar = precision == Precision.F32 ? "float" : "double";
        String extension = precision == Precision.F32 ? "" : "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n";
        return extension + "#define S " + scalar + "\n#define V " + scalar + (single() ? width() : "") + "\n";
    }
}
