package dev.netc.program;

/**
 * A count that may grow with the batch: {@code fixed + perTile * ceil(batch / tile)}.
 *
 * @param fixed part that does not depend on the batch
 * @param perTile part that every started tile of examples adds
 * @param tile examples a tile, at least 1
 */
public record Size(long fixed, long perTile, int tile) {
    public Size {
        if (fixed < 0 || perTile < 0 || tile < 1) {
            throw new IllegalArgumentException("size " + fixed + " + " + perTile + " a tile of " + tile);
        }
    }

    /** A count that no batch changes. */
    public static Size fixed(long count) {
        return new Size(count, 0, 1);
    }

    /** A count that every tile of examples adds, once one of them is there. */
    public static Size perTile(long count, int tile) {
        return new Size(0, count, tile);
    }

    /** A count that every example adds. */
    public static Size perExample(long count) {
        return perTile(count, 1);
    }

    /** So many times as much. */
    public Size times(long factor) {
        return new Size(Math.multiplyExact(fixed, factor), Math.multiplyExact(perTile, factor), tile);
    }

    /** The count at this batch. */
    public long at(int batch) {
        return Math.addExact(fixed, Math.multiplyExact(perTile, (long) Math.ceilDiv(batch, tile)));
    }
}
