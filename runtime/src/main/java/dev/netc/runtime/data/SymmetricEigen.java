package dev.netc.runtime.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix
 * Computations", 8.5). Only IEEE's exact operations: the same bits on every machine.
 *
 * @param values largest first
 * @param vectors of length 1, one a row, in the order of the values; the largest entry of each is positive
 */
@SuppressWarnings("ArrayRecordComponent") // a handful of numbers, read by one class
record SymmetricEigen(double[] values, double[][] vectors) {
    /** Convergence is quadratic: three or four sweeps do for three rows. */
    private static final int SWEEPS = 30;

    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
                .mapToInt(Integer::intValue).toArray();
        return new SymmetricEigen(Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
                Arrays.stream(order).mapToObj(i -> signed(column(v, i))).toArray(double[][]::new));
    }

    /** Makes a[p][q] zero by a rotation of the plane of p and q, and turns the vectors along. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        for (double[] row : a) {
            turn(row, p, q, cosine, sine);
        }
        for (double[] row : v) {
            turn(row, p, q, cosine, sine);
        }
        for (int k = 0; k < a.length; k++) {
            double ap = a[p][k];
            double aq = a[q][k];
            a[p][k] = cosine * ap - sine * aq;
            a[q][k] = sine * ap + cosine * aq;
        }
        a[p][q] = 0; // what rounding left
        a[q][p] = 0;
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double atP = row[p];
        double atQ = row[q];
        row[p] = cosine * atP - sine * atQ;
        row[q] = sine * atP + cosine * atQ;
    }

    private static double[] column(double[][] matrix, int index) {
        return Arrays.stream(matrix).mapToDouble(row -> row[index]).toArray();
    }

    private static double[] signed(double[] vector) {
        double largest = 0;
        for (double entry : vector) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        double sign = largest < 0 ? -1 : 1;
        return Arrays.stream(vector).map(entry -> sign * entry).toArray();
    }
}
