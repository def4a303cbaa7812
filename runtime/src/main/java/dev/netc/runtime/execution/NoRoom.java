package dev.netc.runtime.execution;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.netc.program.Buffer;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Variant;
import dev.netc.runtime.device.DeviceInfo;

/**
 * Says why buffers have no room on a device: what was planned, what is largest, and the batch that would fit.
 *
 * @param buffers all on that device, of one function or of the program's state
 * @param batch of the program, of which the device may have a share
 * @param held bytes that the program holds there besides: its parameters, while a function is placed
 * @param memory bytes of the device
 * @param largestArena bytes that one allocation may have
 */
record NoRoom(DeviceInfo device, List<Buffer> buffers, int batch, Variant variant, long held, long memory,
        long largestArena) {
    private static final int SHOWN = 5;
    private static final double MEBIBYTE = 1 << 20;

    NoRoom {
        buffers = List.copyOf(buffers);
    }

    String explain() {
        StringBuilder text = new StringBuilder("device %s (%s) has no room at a batch of %,d:"
                .formatted(device.name(), device.device(), batch));
        line(text, planned(), buffers.size() + (buffers.size() == 1 ? " buffer" : " buffers, planned to share memory"));
        if (held > 0) {
            line(text, held, "parameters and momentum, there already");
        }
        line(text, memory, "is what the device has, " + inWords(largestArena) + " in one allocation at most");
        text.append("\n  the largest buffers:");
        buffers.stream().sorted(Comparator.comparingLong(this::bytes).reversed().thenComparing(Buffer::name))
                .limit(SHOWN).forEach(b -> line(text, bytes(b), b.name() + perExample(b)));
        return text.append("\n  ").append(wayOut()).toString();
    }

    private static void line(StringBuilder text, long bytes, String what) {
        text.append("\n%14s  %s".formatted(inWords(bytes), what));
    }

    private long bytes(Buffer buffer) {
        return bytesAt(batch, buffer);
    }

    private long bytesAt(int atBatch, Buffer buffer) {
        return buffer.bytes(variant.largestShare(atBatch), variant.precision());
    }

    private MemoryPlan plan(int atBatch, long arena) {
        return MemoryPlan.of(buffers, variant.largestShare(atBatch), variant.precision(), arena);
    }

    private static String perExample(Buffer buffer) {
        return buffer.rows() == Buffer.BATCH ? ", %,d numbers an example".formatted(buffer.elements()) : "";
    }

    /** Bytes with memory shared where lives do not meet, whatever one allocation may have. */
    private long planned() {
        return plan(batch, Long.MAX_VALUE).bytes();
    }

    private String wayOut() {
        int largest = largestBatch();
        return largest == 0
                ? "not even one example fits: a smaller net, or a device with more memory, would"
                : "a batch of %,d would fit, no larger one".formatted(largest);
    }

    /** The largest batch below this one that fits, or 0. */
    private int largestBatch() {
        int fits = 0;
        int tooLarge = batch;
        while (tooLarge - fits > 1) {
            int middle = fits + (tooLarge - fits) / 2;
            if (fits(middle)) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fits;
    }

    private boolean fits(int smaller) {
        boolean each = buffers.stream().allMatch(b -> bytesAt(smaller, b) <= largestArena);
        return each && held + plan(smaller, largestArena).bytes() <= memory;
    }

    private static String inWords(long bytes) {
        double mebibytes = bytes / MEBIBYTE;
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%,.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%,.1f GiB", mebibytes / 1024);
    }
}
