package dev.netc.compiler.kernel;

/**
 * The type of a kernel's value: a scalar, or a vector of lanes.
 *
 * @param lanes 1 for a scalar
 */
public record KernelType(Base base, int lanes) {
    public static final KernelType INT = new KernelType(Base.INT, 1);
    public static final KernelType LONG = new KernelType(Base.LONG, 1);
    public static final KernelType REAL = new KernelType(Base.REAL, 1);

    /** What a lane is. */
    public enum Base {
        /** float or double, as the program's precision says. */
        REAL, INT, LONG, BYTE
    }

    public static KernelType real(int lanes) {
        return new KernelType(Base.REAL, lanes);
    }
}
