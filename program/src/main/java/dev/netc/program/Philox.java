package dev.netc.program;

/**
 * Philox4x32-10, a counter-based random number generator (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011): four words that are a pure function of a counter of four words and a key of two. Kernels
 * hold the same function, so that a draw does not depend on who makes it, or when.
 */
public final class Philox {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private Philox() {}

    /** The four words of a counter under a key; words are unsigned. */
    public static int[] words(int c0, int c1, int c2, int c3, int key0, int key1) {
        int[] c = {c0, c1, c2, c3};
        for (int round = 0; round < ROUNDS; round++) {
            round(c, key0 + round * WEYL_0, key1 + round * WEYL_1);
        }
        return c;
    }

    private static void round(int[] c, int key0, int key1) {
        long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c[0] & 0xFFFFFFFFL);
        long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c[2] & 0xFFFFFFFFL);
        int c0 = (int) (product1 >>> 32) ^ c[1] ^ key0;
        int c2 = (int) (product0 >>> 32) ^ c[3] ^ key1;
        c[0] = c0;
        c[1] = (int) product1;
        c[2] = c2;
        c[3] = (int) product0;
    }

    /** The unsigned word below which a draw falls with this probability. */
    public static int threshold(double probability) {
        return (int) Math.min(0xFFFFFFFFL, Math.round(probability * 0x1p32));
    }
}
