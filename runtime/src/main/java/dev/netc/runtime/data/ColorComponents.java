package dev.netc.runtime.data;

import java.util.List;
import java.util.Optional;

/**
 * The principal components of the RGB values of a training set, for the colour augmentation of Krizhevsky, Sutskever and
 * Hinton (2012), section 4.1: to every pixel of an image is added {@code [p1 p2 p3] [a1 l1, a2 l2, a3 l3]^T}, p and l the
 * eigenvectors and eigenvalues of the covariance, a drawn from N(0, deviation²).
 *
 * <p>
 * The paper does not say in which unit; an eigenvalue is a square, so it matters. Values from 0 to 1 are meant: with
 * the paper's deviation of 0.1 the strongest component then moves a photograph by some 5 of 255 grey levels, with values
 * from 0 to 255 it would by more than a thousand. The sum is given in grey levels, as pixels are.
 */
public final class ColorComponents {
    private static final double WHITE = 255;

    private final SymmetricEigen eigen;

    /**
     * The components of a covariance.
     *
     * @param covariance {@code [3][3]}, of values from 0 to 255
     */
    public ColorComponents(double[][] covariance) {
        if (covariance.length != 3) {
            throw new IllegalArgumentException(
                    "`augment color` needs 3 channels; these images have " + covariance.length);
        }
        double[][] unit = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                unit[i][j] = covariance[i][j] / (WHITE * WHITE);
            }
        }
        this.eigen = SymmetricEigen.of(unit);
    }

    /**
     * The same.
     *
     * @param byRows 9 numbers, row by row; or none
     */
    public static Optional<ColorComponents> of(List<Double> byRows) {
        if (byRows.isEmpty()) {
            return Optional.empty();
        }
        int channels = (int) Math.sqrt(byRows.size());
        double[][] covariance = new double[channels][channels];
        for (int i = 0; i < byRows.size(); i++) {
            covariance[i / channels][i % channels] = byRows.get(i);
        }
        return Optional.of(new ColorComponents(covariance));
    }

    /**
     * What is added to red, green and blue of an image in one use.
     *
     * @param deviation of the draws
     * @return 3 values in grey levels, 0 to 255 being black to white
     */
    public float[] shift(Draws draws, int epoch, int image, double deviation) {
        double[] sum = new double[3];
        for (int component = 0; component < 3; component++) {
            double strength = draws.color(epoch, image, component) * deviation * eigen.values()[component];
            for (int channel = 0; channel < 3; channel++) {
                sum[channel] += eigen.vectors()[component][channel] * strength;
            }
        }
        return new float[]{(float) (WHITE * sum[0]), (float) (WHITE * sum[1]), (float) (WHITE * sum[2])};
    }
}
