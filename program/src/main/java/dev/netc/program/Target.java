package dev.netc.program;

/** The kind of device that a variant's kernels are written for. */
public enum Target {
    /** Register tiles over sixteen examples at once, work-groups of one. */
    CPU,
    /** Matrix products by work-groups with local memory, one work-item an element for the rest. */
    GPU,
    /** One work-item an output element; runs anywhere. */
    PLAIN
}
