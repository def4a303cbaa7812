package dev.netc.program;

/** What one element of a buffer is. */
public enum Element {
    /** float or double, as the variant's precision says. */
    REAL,
    /** 32-bit signed integer: labels, ranks, crop positions. */
    INT,
    /** unsigned byte: decoded pixels, places in a window. */
    BYTE;

    /** Bytes of one element at {@code precision}. */
    public int bytes(Precision precision) {
        return switch (this) {
            case REAL -> precision == Precision.F32 ? 4 : 8;
            case INT -> 4;
            case BYTE -> 1;
        };
    }
}
