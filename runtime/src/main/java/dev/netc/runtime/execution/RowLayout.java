package dev.netc.runtime.execution;

import java.nio.ByteBuffer;

/**
 * How a matrix lies interleaved in device memory (see {@link dev.netc.program.Buffer}): element {@code i} of row {@code r} at
 * {@code ((r / lanes) * elements + i) * lanes + r % lanes}. The device's side is cut into slots of {@code lanes} elements, slot
 * {@code (r / lanes) * elements + i}, so that a long buffer travels in pieces.
 *
 * @param rows number of rows, those that fill up the last group not counted
 * @param elements of a row
 * @param lanes rows that lie side by side
 * @param width bytes of an element: 1, 4 or 8
 */
record RowLayout(long rows, long elements, int lanes, int width) {

    /** What fills up the last group of lanes. */
    enum Padding {
        /** For weights. */
        ZERO,
        /** For examples: no garbage that a kernel could turn into a NaN. */
        LAST_ROW
    }

    RowLayout {
        if (rows < 0 || elements < 0 || lanes < 1) {
            throw new IllegalArgumentException(rows + " rows of " + elements + " elements in " + lanes + " lanes");
        }
    }

    /** Number of slots, those of the last group included. */
    long slots() {
        return Math.ceilDiv(rows, (long) lanes) * elements;
    }

    /** So many of the rows. */
    RowLayout withRows(long some) {
        return new RowLayout(some, elements, lanes, width);
    }

    /** The slots of the rows before one, the first of those that lie side by side. */
    long slotsBefore(long row) {
        return row / lanes * elements;
    }

    /** Bytes of one slot. */
    int slotBytes() {
        return lanes * width;
    }

    /** Puts the slots {@code from} to {@code to} into {@code packed}, from its position 0 on. */
    void pack(HostRows source, Padding padding, long from, long to, ByteBuffer packed) {
        Tile tile = Tile.between(width, lanes, source.bytes(), packed);
        for (long slot = from; slot < to;) {
            long firstRow = slot / elements * lanes;
            long element = slot % elements;
            int n = (int) Math.min(Tile.BLOCK, Math.min(elements - element, to - slot));
            int filled = (int) Math.min(lanes, rows - firstRow);
            for (int lane = 0; lane < filled; lane++) {
                tile.readRow(hostIndex(source, firstRow + lane, element), n);
                tile.scatter(lane, n);
            }
            for (int lane = filled; lane < lanes; lane++) {
                switch (padding) {
                    case ZERO -> tile.clear(lane, n);
                    case LAST_ROW -> tile.scatter(lane, n); // the row that was read last
                }
            }
            tile.writeBlock((int) (slot - from) * lanes, n);
            slot += n;
        }
    }

    /** Takes the slots {@code from} to {@code to} out of {@code packed}, where they begin at position 0. */
    void unpack(ByteBuffer packed, long from, long to, HostRows target) {
        Tile tile = Tile.between(width, lanes, target.bytes(), packed);
        for (long slot = from; slot < to;) {
            long firstRow = slot / elements * lanes;
            long element = slot % elements;
            int n = (int) Math.min(Tile.BLOCK, Math.min(elements - element, to - slot));
            int filled = (int) Math.min(lanes, rows - firstRow);
            tile.readBlock((int) (slot - from) * lanes, n);
            for (int lane = 0; lane < filled; lane++) {
                tile.gather(lane, hostIndex(target, firstRow + lane, element), n);
            }
            slot += n;
        }
    }

    /** Whether the device's bytes are the host's, so that nothing needs to be moved about. */
    boolean isPlain(HostRows host) {
        return lanes == 1 && host.stride() == elements;
    }

    private static int hostIndex(HostRows host, long row, long element) {
        return Math.toIntExact(host.offset() + row * host.stride() + element);
    }
}
