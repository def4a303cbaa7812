package dev.netc.runtime.measure;

/**
 * The most that a device was seen to do.
 *
 * @param gflops 10⁹ floating-point operations a second, a multiply-add being two
 * @param bandwidth bytes of memory a second
 */
public record Peak(double gflops, double bandwidth) {
    private static final double GIGA = 1e9;

    /** The least seconds in which so much can be done, arithmetic and memory at the same time. */
    public double seconds(long multiplyAdds, long bytes) {
        return Math.max(2.0 * multiplyAdds / (gflops * GIGA), bytes / bandwidth);
    }

    /** What was seen in either measurement. */
    public Peak atLeast(Peak other) {
        return new Peak(Math.max(gflops, other.gflops), Math.max(bandwidth, other.bandwidth));
    }
}
