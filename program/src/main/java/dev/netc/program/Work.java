package dev.netc.program;

import java.util.List;

/**
 * What a launch does: by this its time is judged.
 *
 * @param layers the bindings of the net that it computes, or whose gradient or step it is
 * @param multiplyAdds that enter a sum of products, in the way that the sums are made; a product with padding, or of what only
 *     fills up the lanes, is not needed
 * @param direct multiply-adds that would, were every sum made product by product, as the net writes it
 * @param bytes the least that must move: every operand read once, every result written once; what a kernel keeps to itself
 *     moves nothing
 */
public record Work(List<String> layers, Size multiplyAdds, Size direct, Size bytes) {
    /** Of a launch about which nothing is known. */
    public static final Work UNKNOWN = nothing(List.of());

    public Work {
        layers = List.copyOf(layers);
    }

    /** Of a launch for these layers whose work another launch counts. */
    public static Work nothing(List<String> layers) {
        return new Work(layers, Size.fixed(0), Size.fixed(0), Size.fixed(0));
    }
}
