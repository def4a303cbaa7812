package dev.netc.compiler.recipe;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;

/** What differs between a convolution and the gradient of its image, for a kernel that multiplies Winograd's way. */
interface WinogradSide {
    /** The kernel in the making, with all parameters but the transformed weight. */
    KernelWriter writer();

    /** The layer. */
    Geometry layer();

    /** The number at (y, x) of a channel of a segment, counted within its group. */
    Expr read(int segment, Expr block, Expr group, Expr channel, Expr y, Expr x);

    /** Takes the sum that is result {@code result} at (y, x), counted over all groups. */
    void finish(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum);

    /** Whether all results of a position are normalised when they are made. */
    boolean normalizes();

    /** Normalises the results at (y, x), which it has taken. */
    void normalize(Code code, Expr block, Expr y, Expr x);

    /** Takes the sum that is result {@code result} at (y, x), and returns what is to be normalised of it. */
    Expr toNormalize(Code code, Expr block, Expr result, Expr y, Expr x, Expr sum);

    /** Normalises the results at (y, x), which {@code held} gives. */
    void normalizeHeld(Code code, Expr block, Expr y, Expr x, Normalization.Source held);
}
