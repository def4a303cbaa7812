package dev.netc.program;

/**
 * The examples of a batch that one logical device computes, where the batch is split: neighbours, as many tiles of lanes
 * as the others have, the first devices one more where they do not divide; a batch of fewer tiles than devices is split
 * by examples. A pure function of the batch, so that whatever runs a program splits alike.
 *
 * @param first number of the first of them in the batch; the size of the batch where there is none
 * @param count how many; perhaps none
 */
public record Share(int first, int count) {
    public Share {
        if (first < 0 || count < 0) {
            throw new IllegalArgumentException(count + " examples from " + first);
        }
    }

    /** Of device number {@code device}, where {@code devices} have a share each. */
    public static Share of(int device, int devices, int lanes, int batch) {
        int tiles = Math.ceilDiv(batch, lanes);
        int tile = tiles < devices ? 1 : lanes;
        int first = Math.min(batch, bound(device, devices, Math.ceilDiv(batch, tile)) * tile);
        int end = Math.min(batch, bound(device + 1, devices, Math.ceilDiv(batch, tile)) * tile);
        return new Share(first, end - first);
    }

    private static int bound(int device, int devices, int tiles) {
        return Math.toIntExact(Math.ceilDiv((long) device * tiles, devices));
    }

    static int largest(int devices, int lanes, int batch) {
        return Math.min(batch, Math.ceilDiv(Math.ceilDiv(batch, lanes), devices) * lanes);
    }

    /** Examples that are computed: at least one, which counts for nothing where the device has none. */
    public int rows() {
        return Math.max(1, count);
    }
}
