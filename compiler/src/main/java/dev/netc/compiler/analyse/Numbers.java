package dev.netc.compiler.analyse;

/** Numbers as people write them. */
final class Numbers {
    private Numbers() {}

    static String show(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? String.valueOf((long) number) : String.valueOf(number);
    }
}
