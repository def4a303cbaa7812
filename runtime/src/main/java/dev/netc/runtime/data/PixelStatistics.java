package dev.netc.runtime.data;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over all stored images of a part, in whole numbers: exact, and so the same in whatever order they were added up.
 */
public final class PixelStatistics {
    /** Numbers that stand before the sums in {@link #toBytes}. */
    private static final int HEADER = 3;

    private final int channels;
    private final long images;
    private final long[] sums;
    private final long[] products;

    private PixelStatistics(int channels, long images, long[] sums, long[] products) {
        this.channels = channels;
        this.images = images;
        this.sums = sums;
        this.products = products;
    }

    /**
     * Reads every image once.
     *
     * @param color whether {@link #covariance} will be asked for
     * @throws DataException where an image is broken
     */
    public static PixelStatistics measure(PreparedPart part, boolean color) {
        int channels = part.preparation().channels();
        long[] sums = new long[part.bytesPerImage()];
        long[] products = new long[color ? channels * channels : 0];
        try (Workers workers = new Workers()) {
            workers.forRanges(part.size(), (from, to) -> {
                long[] mySums = new long[sums.length];
                long[] myProducts = new long[products.length];
                for (int image = from; image < to; image++) {
                    byte[] pixels = part.pixels(image);
                    addPixels(pixels, mySums);
                    addProducts(pixels, channels, myProducts);
                }
                synchronized (sums) {
                    addAll(mySums, sums);
                    addAll(myProducts, products);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the training images were measured", e);
        }
        return new PixelStatistics(channels, part.size(), sums, products);
    }

    /** As bytes, for {@link #of}. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate((HEADER + sums.length + products.length) * Long.BYTES);
        bytes.asLongBuffer().put(channels).put(images).put(sums.length).put(sums).put(products);
        return bytes.array();
    }

    /** What {@link #toBytes} gave. */
    static PixelStatistics of(byte[] bytes) {
        LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
        int channels = (int) longs.get();
        long images = longs.get();
        long[] sums = new long[(int) longs.get()];
        longs.get(sums);
        long[] products = new long[longs.remaining()];
        longs.get(products);
        return new PixelStatistics(channels, images, sums, products);
    }

    private static void addPixels(byte[] pixels, long[] sums) {
        for (int i = 0; i < pixels.length; i++) {
            sums[i] += pixels[i] & 0xff;
        }
    }

    private static void addProducts(byte[] pixels, int channels, long[] products) {
        if (products.length == 0) {
            return;
        }
        for (int at = 0; at < pixels.length; at += channels) {
            for (int i = 0; i < channels; i++) {
                for (int j = 0; j < channels; j++) {
                    products[i * channels + j] += (pixels[at + i] & 0xffL) * (pixels[at + j] & 0xff);
                }
            }
        }
    }

    private static void addAll(long[] from, long[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] += from[i];
        }
    }

    /** The mean of each value, {@code [height, width, channels]} as stored, 0 to 255. */
    public double[] imageMean() {
        double[] mean = new double[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (double) sums[i] / images;
        }
        return mean;
    }

    /** The mean of each channel, 0 to 255. */
    public double[] channelMean() {
        long[] channelSums = new long[channels];
        for (int i = 0; i < sums.length; i++) {
            channelSums[i % channels] += sums[i];
        }
        double[] mean = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = channelSums[c] / pixels();
        }
        return mean;
    }

    /**
     * The covariance of the channels over all pixels, {@code [channels][channels]}, in squared grey levels.
     *
     * @throws IllegalStateException where it was not measured
     */
    public double[][] covariance() {
        if (products.length == 0) {
            throw new IllegalStateException("the covariance was not measured");
        }
        double[] mean = channelMean();
        double[][] covariance = new double[channels][channels];
        for (int i = 0; i < channels; i++) {
            for (int j = 0; j < channels; j++) {
                covariance[i][j] = products[i * channels + j] / pixels() - mean[i] * mean[j];
            }
        }
        return covariance;
    }

    /** {@link #covariance}, row by row. */
    public List<Double> covarianceByRows() {
        return Arrays.stream(covariance()).flatMapToDouble(Arrays::stream).boxed().toList();
    }

    private double pixels() {
        return (double) images * sums.length / channels;
    }
}
