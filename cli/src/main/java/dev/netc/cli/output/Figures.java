package dev.netc.cli.output;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private static final double MEBIBYTE = 1 << 20;

    private Figures() {}

    /** {@code 60,965,224}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1,234.5 MiB}. */
    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / MEBIBYTE);
    }

    /** {@code 1,234.5}. */
    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /** A share of 1 as {@code 12.34%}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    /** {@code 12.3 s}, {@code 2 min 5 s}, {@code 3 h 2 min}. */
    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** {@code [96, 55, 55]}. */
    public static String shape(List<? extends Number> shape) {
        return shape.toString();
    }

    /** {@code 1 image}, {@code 2 images}. */
    public static String count(long value, String one) {
        return count(value) + " " + one + (value == 1 ? "" : "s");
    }
}
