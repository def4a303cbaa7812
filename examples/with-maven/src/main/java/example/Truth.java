package example;

import example.gates.Xor;

/** Prints a truth table that a net computes; the class {@code Xor} is made of {@code src/main/net/example/gates/xor.net}. */
public final class Truth {
    private Truth() {}

    public static void main(String[] arguments) {
        try (Xor net = Xor.load()) {
            System.out.println(table(net));
        }
    }

    /** A line a case; the four are asked as one batch. */
    static String table(Xor net) {
        float[] bits = {0, 0, 0, 1, 1, 0, 1, 1};
        float[] xor = net.xor(4, bits);
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < xor.length; i++) {
            table.append(String.format("%.0f xor %.0f = %.0f%n", bits[2 * i], bits[2 * i + 1], xor[i]));
        }
        return table.toString();
    }
}
