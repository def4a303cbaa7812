package dev.netc.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Where the buffers of one logical device lie: as few arenas as the largest allocation allows, buffers whose lives do
 * not meet sharing memory. A pure function of the buffers and the batch, so that what {@code check} prints is what a
 * runtime allocates.
 *
 * @param arenas bytes of each arena
 * @param places by buffer name
 */
public record MemoryPlan(List<Long> arenas, Map<String, Place> places) {

    /** A plan that takes so many percent of what any plan must is good enough. */
    private static final int ENOUGH = 102;
    /** Orders that are tried at most, and how many pairs of buffers may be looked at for it. */
    private static final int TRIES = 200;
    private static final long WORK = 20_000_000;
    /** So many of the largest buffers change places. */
    private static final int LARGE = 16;

    /** Every buffer begins at a multiple of this; no OpenCL device at hand asks for more between sub-buffers. */
    public static final long ALIGNMENT = 1024;

    /**
     * A buffer's place.
     *
     * @param arena index of the arena
     * @param offset in bytes
     * @param bytes of the buffer
     */
    public record Place(int arena, long offset, long bytes) {}

    public MemoryPlan {
        arenas = List.copyOf(arenas);
        places = Map.copyOf(places);
    }

    /** Bytes of all arenas. */
    public long bytes() {
        return arenas.stream().mapToLong(Long::longValue).sum();
    }

    private record Candidate(Buffer buffer, long bytes) {}

    /**
     * Plans the buffers of one device: the largest are placed first, each as low as it can lie; where that leaves
     * gaps, other orders of the largest are tried, the same ones every time.
     *
     * @param buffers all on one logical device
     * @param largestArena bytes that one allocation may have
     * @throws IllegalArgumentException where a single buffer is larger than that
     */
    public static MemoryPlan of(List<Buffer> buffers, int batch, Precision precision, long largestArena) {
        List<Candidate> order = new ArrayList<>();
        for (Buffer buffer : buffers) {
            long bytes = Math.max(buffer.bytes(batch, precision), 1);
            if (bytes > largestArena) {
                throw new IllegalArgumentException("buffer " + buffer.name() + " takes " + bytes
                        + " bytes; one allocation may have " + largestArena);
            }
            order.add(new Candidate(buffer, bytes));
        }
        order.sort(Comparator.comparingLong(Candidate::bytes).reversed().thenComparing(c -> c.buffer().name()));
        long enough = mostAtOnce(order) / 100 * ENOUGH;
        MemoryPlan best = inOrder(order, largestArena);
        Random random = new Random(order.size());
        for (long left = Math.min(TRIES, WORK / Math.max(1L, (long) order.size() * order.size())); left > 0
                && best.bytes() > enough; left--) {
            List<Candidate> other = new ArrayList<>(order);
            int moved = Math.min(LARGE, order.size());
            other.add(random.nextInt(moved), other.remove(random.nextInt(moved)));
            MemoryPlan plan = inOrder(other, largestArena);
            if (plan.bytes() <= best.bytes()) {
                best = plan;
                order = other;
            }
        }
        return best;
    }

    private static MemoryPlan inOrder(List<Candidate> order, long largestArena) {
        List<List<Placed>> arenas = new ArrayList<>();
        Map<String, Place> places = new HashMap<>();
        for (Candidate c : order) {
            places.put(c.buffer().name(), place(arenas, c.buffer(), c.bytes(), largestArena));
        }
        return new MemoryPlan(arenas.stream().map(MemoryPlan::end).toList(), places);
    }

    /** Bytes of what is alive at the fullest moment: no plan takes less. */
    private static long mostAtOnce(List<Candidate> candidates) {
        TreeMap<Integer, Long> changes = new TreeMap<>();
        for (Candidate c : candidates) {
            changes.merge(c.buffer().first(), align(c.bytes()), Long::sum);
            changes.merge(c.buffer().last() + 1, -align(c.bytes()), Long::sum);
        }
        long now = 0;
        long most = 0;
        for (long change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    private record Placed(Buffer buffer, long offset, long bytes) {
        boolean meets(Buffer other) {
            return buffer.first() <= other.last() && other.first() <= buffer.last();
        }
    }

    private static long end(List<Placed> arena) {
        return arena.stream().mapToLong(p -> p.offset() + p.bytes()).max().orElse(0);
    }

    private static Place place(List<List<Placed>> arenas, Buffer buffer, long bytes, long largestArena) {
        for (int arena = 0;; arena++) {
            if (arena == arenas.size()) {
                arenas.add(new ArrayList<>());
            }
            long offset = lowestGap(arenas.get(arena), buffer, bytes);
            if (offset + bytes <= largestArena) {
                insert(arenas.get(arena), new Placed(buffer, offset, bytes));
                return new Place(arena, offset, bytes);
            }
        }
    }

    private static long lowestGap(List<Placed> arena, Buffer buffer, long bytes) {
        long offset = 0;
        for (Placed placed : arena) {
            if (placed.meets(buffer)) {
                if (offset + bytes <= placed.offset()) {
                    return offset;
                }
                offset = Math.max(offset, align(placed.offset() + placed.bytes()));
            }
        }
        return offset;
    }

    /** Keeps an arena in the order of its offsets. */
    private static void insert(List<Placed> arena, Placed placed) {
        int at = Collections.binarySearch(arena, placed, Comparator.comparingLong(Placed::offset));
        arena.add(at < 0 ? -at - 1 : at, placed);
    }

    private static long align(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }
}
