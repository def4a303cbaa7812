package dev.netc.runtime.timeline;

import dev.netc.program.Step;

/** A stretch of time in which something was done. Times are in nanoseconds, on the clock of {@link System#nanoTime}. */
public sealed interface Span {
    /** When it began, in nanoseconds of {@link System#nanoTime}. */
    long start();

    /** When it ended, in nanoseconds of {@link System#nanoTime}. */
    long end();

    /**
     * A kernel on a device.
     *
     * @param queue that it was in
     * @param batch examples
     */
    record Kernel(Queue queue, Step.Launch step, int batch, long start, long end) implements Span {}

    /**
     * A copy from a device to another.
     *
     * @param queue that it was in: of the device that has the value
     * @param bytes that were copied
     */
    record Exchange(Queue queue, Step.Copy step, long bytes, long start, long end) implements Span {}

    /** Something that a thread of the host did. */
    record Host(long thread, String threadName, String what, long start, long end) implements Span {
        /** What this thread has done since a moment, until now. */
        public static Host since(long start, String what) {
            Thread thread = Thread.currentThread();
            return new Host(thread.threadId(), thread.getName(), what, start, System.nanoTime());
        }
    }

    /**
     * The queue of a logical device.
     *
     * @param logical number of the logical device
     * @param device the name of the device behind it
     */
    record Queue(int logical, String device) {}
}
