package dev.netc.program;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One OpenCL C kernel.
 *
 * @param name of its function
 * @param source the whole text of its file
 * @param tiling what the sizes of its tiles go by, for those who search better ones; null where there is nothing to choose
 */
public record Kernel(String name, String source, @JsonInclude(JsonInclude.Include.NON_NULL) String tiling) {
    /** A kernel without a choice of tiles. */
    public Kernel(String name, String source) {
        this(name, source, null);
    }
}
