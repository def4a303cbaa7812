package dev.netc.runtime.data;

/**
 * Images that go to the devices together.
 *
 * @param size number of images
 * @param stored height and width of the pixels
 * @param channels of the pixels
 * @param pixels {@code [size, height, width, channels]}, 0 to 255
 * @param crops {@code [size, 3]}: top, left, 1 for mirrored
 * @param colors {@code [size, channels]}: added to the pixels
 * @param labels {@code [size]}
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record Batch(int size, ImageSize stored, int channels, byte[] pixels, int[] crops, float[] colors,
        int[] labels) {

    /** The crops of a batch that is looked at in one way: {@code [size, 3]}. */
    public static int[] crops(int size, View view) {
        int[] crops = new int[3 * size];
        for (int i = 0; i < size; i++) {
            putView(crops, i, view);
        }
        return crops;
    }

    static void putView(int[] crops, int image, View view) {
        crops[3 * image] = view.top();
        crops[3 * image + 1] = view.left();
        crops[3 * image + 2] = view.mirrored() ? 1 : 0;
    }
}
