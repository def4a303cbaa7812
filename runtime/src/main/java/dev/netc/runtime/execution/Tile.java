package dev.netc.runtime.execution;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Moves a block of elements between rows on the host and lanes on the device. One virtual call a row of a block, so that the
 * loops within see plain arrays. Elements are moved as bits: a NaN keeps its payload.
 */
abstract sealed class Tile {
    /** Elements of a row that are moved at once: sixteen lanes of doubles fill half of a first-level cache. */
    static final int BLOCK = 128;

    final int lanes;

    private Tile(int lanes) {
        this.lanes = lanes;
    }

    /**
     * A tile between two buffers.
     *
     * @param width bytes an element: 1, 4 or 8
     * @param rows row-major elements, from its position 0
     * @param packed interleaved elements, from its position 0
     */
    static Tile between(int width, int lanes, ByteBuffer rows, ByteBuffer packed) {
        ByteBuffer host = rows.duplicate().rewind().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer device = packed.duplicate().rewind().order(ByteOrder.LITTLE_ENDIAN);
        return switch (width) {
            case 1 -> new Bytes(lanes, host, device);
            case 4 -> new Ints(lanes, host.asIntBuffer(), device.asIntBuffer());
            case 8 -> new Longs(lanes, host.asLongBuffer(), device.asLongBuffer());
            default -> throw new IllegalArgumentException("elements of " + width + " bytes");
        };
    }

    /** Reads {@code n} elements of a host row from {@code index} on. */
    abstract void readRow(int index, int n);

    /** Puts the row that was read last into a lane of the block. */
    abstract void scatter(int lane, int n);

    /** Puts zeros into a lane of the block. */
    abstract void clear(int lane, int n);

    /** Writes the block of {@code n} elements a lane to the device's side, from {@code index} on. */
    abstract void writeBlock(int index, int n);

    /** Reads a block of {@code n} elements a lane from the device's side. */
    abstract void readBlock(int index, int n);

    /** Writes a lane of the block to a host row, from {@code index} on. */
    abstract void gather(int lane, int index, int n);

    private static final class Bytes extends Tile {
        private final ByteBuffer host;
        private final ByteBuffer device;
        private final byte[] row = new byte[BLOCK];
        private final byte[] block;

        Bytes(int lanes, ByteBuffer host, ByteBuffer device) {
            super(lanes);
            this.host = host;
            this.device = device;
            this.block = new byte[BLOCK * lanes];
        }

        @Override
        void readRow(int index, int n) {
            host.get(index, row, 0, n);
        }

        @Override
        void scatter(int lane, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                block[at] = row[i];
            }
        }

        @Override
        void clear(int lane, int n) {
            Arrays.fill(row, 0, n, (byte) 0);
            scatter(lane, n);
        }

        @Override
        void writeBlock(int index, int n) {
            device.put(index, block, 0, n * lanes);
        }

        @Override
        void readBlock(int index, int n) {
            device.get(index, block, 0, n * lanes);
        }

        @Override
        void gather(int lane, int index, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                row[i] = block[at];
            }
            host.put(index, row, 0, n);
        }
    }

    private static final class Ints extends Tile {
        private final IntBuffer host;
        private final IntBuffer device;
        private final int[] row = new int[BLOCK];
        private final int[] block;

        Ints(int lanes, IntBuffer host, IntBuffer device) {
            super(lanes);
            this.host = host;
            this.device = device;
            this.block = new int[BLOCK * lanes];
        }

        @Override
        void readRow(int index, int n) {
            host.get(index, row, 0, n);
        }

        @Override
        void scatter(int lane, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                block[at] = row[i];
            }
        }

        @Override
        void clear(int lane, int n) {
            Arrays.fill(row, 0, n, 0);
            scatter(lane, n);
        }

        @Override
        void writeBlock(int index, int n) {
            device.put(index, block, 0, n * lanes);
        }

        @Override
        void readBlock(int index, int n) {
            device.get(index, block, 0, n * lanes);
        }

        @Override
        void gather(int lane, int index, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                row[i] = block[at];
            }
            host.put(index, row, 0, n);
        }
    }

    private static final class Longs extends Tile {
        private final LongBuffer host;
        private final LongBuffer device;
        private final long[] row = new long[BLOCK];
        private final long[] block;

        Longs(int lanes, LongBuffer host, LongBuffer device) {
            super(lanes);
            this.host = host;
            this.device = device;
            this.block = new long[BLOCK * lanes];
        }

        @Override
        void readRow(int index, int n) {
            host.get(index, row, 0, n);
        }

        @Override
        void scatter(int lane, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                block[at] = row[i];
            }
        }

        @Override
        void clear(int lane, int n) {
            Arrays.fill(row, 0, n, 0L);
            scatter(lane, n);
        }

        @Override
        void writeBlock(int index, int n) {
            device.put(index, block, 0, n * lanes);
        }

        @Override
        void readBlock(int index, int n) {
            device.get(index, block, 0, n * lanes);
        }

        @Override
        void gather(int lane, int index, int n) {
            for (int i = 0, at = lane; i < n; i++, at += lanes) {
                row[i] = block[at];
            }
            host.put(index, row, 0, n);
        }
    }
}
