package dev.netc.program;

/** The kind of device that a variant's kernels are written for. */
public enum Target {
    /**
     * Register tiles over sixteen examples at once, work-groups of one; the tiles are those for registers that hold 512 floats in
     * all, as AVX-512's do.
     */
    CPU,
    /** The same, with the tiles for registers that hold 128 floats in all: AVX2's sixteen of eight, NEON's thirty-two of four. */
    CPU_NARROW,
    /** Matrix products by work-groups with local memory, one work-item an element for the rest. */
    GPU,
    /** One work-item an output element; runs anywhere. */
    PLAIN;

    /** The devices that it is for, in words. */
    public String devices() {
        return switch (this) {
            case CPU -> "CPUs with AVX-512";
            case CPU_NARROW -> "CPUs without AVX-512";
            case GPU -> "GPUs";
            case PLAIN -> "any device";
        };
    }

    /** Whether it is for processors. */
    public boolean cpu() {
        return this == CPU || this == CPU_NARROW;
    }
}
