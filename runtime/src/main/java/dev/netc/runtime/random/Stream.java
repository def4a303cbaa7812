package dev.netc.runtime.random;

import dev.netc.program.Philox;

/**
 * An endless row of draws, each reached by its index: the draws of one use of one seed.
 *
 * @param seed of the whole run
 * @param purpose what the draws are for, so that no two uses of a seed share any
 * @param first tells streams of one purpose apart: a parameter, an epoch
 * @param second tells them apart further, 0 to 2²⁴ - 1: a column
 */
public record Stream(long seed, Purpose purpose, int first, int second) {
    /**
     * More than the relative difference of a normal draw by {@code Math} and by {@code StrictMath}: each of their functions is
     * within 1 ulp, 2⁻⁵², of the exact result, two differ by twice that, and roundings add less than as much again.
     */
    private static final double DIFFERENCE = 0x1p-48;

    /** What random numbers are drawn for on the host; the number is part of every draw and never changes. */
    public enum Purpose {
        /** Initial values of parameters: first is the parameter's number, second the column. */
        INITIAL_VALUES(0),
        /** The order of the examples: first is the epoch. */
        ORDER(1),
        /** Crops and mirrors: first is the epoch. */
        CROP(2),
        /** Colour: first is the epoch. */
        COLOR(3),
        /** The examples that are held back for validation. */
        VALIDATION(4);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    public Stream {
        if (second < 0 || second >= 1 << 24) {
            throw new IllegalArgumentException("second " + second + " is not 0 to 16777215");
        }
    }

    /** Draw {@code index}, uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double uniform(long index) {
        int[] block = block(index >>> 1);
        int word = (int) (index & 1) * 2;
        return bits53(block[word], block[word + 1]) * 0x1p-53;
    }

    /** Draw {@code index}, a whole number from 0 to {@code bound} - 1. */
    public int below(long index, int bound) {
        return (int) (uniform(index) * bound);
    }

    /** Draw {@code index} of N(0, 1). Box and Muller 1958; StrictMath, so that it has the same bits on every machine. */
    public double normal(long index) {
        int[] block = block(index >>> 1);
        double radius = radius(block);
        double angle = angle(block);
        return (index & 1) == 0 ? radius * StrictMath.cos(angle) : radius * StrictMath.sin(angle);
    }

    /** The draws {@code 0 .. values.length - 1} of N(0, deviation²) from index {@code from} (even) on, into {@code values}. */
    public void normals(long from, double deviation, double[] values) {
        for (int i = 0; i < values.length; i += 2) {
            int[] block = block((from + i) >>> 1);
            double radius = radius(block);
            double angle = angle(block);
            values[i] = deviation * (radius * StrictMath.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = deviation * (radius * StrictMath.sin(angle));
            }
        }
    }

    /**
     * What {@link #normals(long, double, double[])} draws, rounded to float, the same bits in two thirds of the time: with
     * {@code Math} in place of {@code StrictMath}, but where their difference might change the rounding.
     */
    public void normals(long from, double deviation, float[] values) {
        for (int i = 0; i < values.length; i += 2) {
            int[] block = block((from + i) >>> 1);
            double radius = Math.sqrt(-2 * Math.log(positive(block)));
            double angle = angle(block);
            values[i] = rounded(deviation * (radius * Math.cos(angle)), deviation, from + i);
            if (i + 1 < values.length) {
                values[i + 1] = rounded(deviation * (radius * Math.sin(angle)), deviation, from + i + 1);
            }
        }
    }

    /** A draw that may be off by {@link #DIFFERENCE}, rounded as the draw itself would be (Ziv 1991). */
    private float rounded(double near, double deviation, long index) {
        float low = (float) (near * (1 - DIFFERENCE));
        float high = (float) (near * (1 + DIFFERENCE));
        return low == high ? low : (float) (deviation * normal(index));
    }

    /** What, beside a pair's number, {@link Philox} makes a pair of draws of: two words of the counter and the key. */
    public int[] words() {
        return new int[]{first, upperWord(), (int) seed, (int) (seed >>> 32)};
    }

    /** The sign of the last word tells the host's draws from the kernels', whose streams are counted from 0. */
    private int[] block(long index) {
        return Philox.words((int) index, (int) (index >>> 32), first, upperWord(), (int) seed, (int) (seed >>> 32));
    }

    private int upperWord() {
        return Integer.MIN_VALUE | purpose.number << 24 | second;
    }

    /** Never the logarithm of 0: the first uniform lies in (0, 1]. */
    private static double radius(int[] block) {
        return StrictMath.sqrt(-2 * StrictMath.log(positive(block)));
    }

    /** Uniform in (0, 1]. */
    private static double positive(int[] block) {
        return (bits53(block[0], block[1]) + 1) * 0x1p-53;
    }

    private static double angle(int[] block) {
        return 2 * Math.PI * (bits53(block[2], block[3]) * 0x1p-53);
    }

    private static long bits53(int low, int high) {
        return (((long) high << 32) | (low & 0xFFFFFFFFL)) >>> 11;
    }
}
