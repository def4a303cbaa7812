package dev.netc.program;

/** The kind of device that a variant's kernels are written for. */
public enum Target {
    /** Register tiles over sixteen examples at once, work-groups of one. */
    CPU,
    /** Work-groups with local memory. */
    GPU,
    /** One work-item an output element; runs anywhere. */
    PLAIN
}
