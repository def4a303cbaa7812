package dev.netc.runtime.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.program.Share;
import dev.netc.program.Step;
import dev.netc.runtime.opencl.Context;
import dev.netc.runtime.opencl.Event;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.timeline.Span;
import dev.netc.runtime.timeline.Timeline;

/**
 * What the commands of one run took, by the devices' own clocks. A command is put into its queue after the host has looked at its
 * clock; the largest difference of the two moments, over all commands of a context, is the offset of the context's clock, and
 * wrong by no more than the shortest call took. Devices of one context share a clock, so that their spans are exact to
 * each other.
 */
final class Profile {
    private final Timeline timeline;
    private final List<Command> commands = new ArrayList<>();

    /**
     * A command.
     *
     * @param bytes of a copy
     * @param before the host's clock before it was enqueued
     */
    private record Command(Step step, Span.Queue queue, long bytes, Event end, long before) {}

    Profile(Timeline timeline) {
        this.timeline = timeline;
    }

    boolean isOn() {
        return timeline.isOn();
    }

    void enqueued(Step step, LogicalDevice device, long bytes, Event end, long before) {
        commands.add(new Command(step, queue(step, device), bytes, end, before));
    }

    /** A copy by way of the host, which has ended. */
    void copied(Step.Copy step, LogicalDevice device, long bytes, long start) {
        timeline.add(new Span.Exchange(queue(step, device), step, bytes, start, System.nanoTime()));
    }

    private static Span.Queue queue(Step step, LogicalDevice device) {
        return new Span.Queue(step.device(), device.info().name());
    }

    /** Tells of all commands; they have ended. Each logical device had its share of the batch. */
    void tell(List<Share> shares) {
        Map<Context, Long> offsets = new HashMap<>();
        for (Command command : commands) {
            offsets.merge(command.end().context(), command.before() - command.end().times().queued(), Math::max);
        }
        for (Command command : commands) {
            Event.Times times = command.end().times();
            long offset = offsets.get(command.end().context());
            long start = times.start() + offset;
            long end = times.end() + offset;
            switch (command.step()) {
                case Step.Launch launch -> timeline.add(new Span.Kernel(command.queue(), launch,
                        shares.get(launch.device()).rows(), start, end));
                case Step.Copy copy ->
                    timeline.add(new Span.Exchange(command.queue(), copy, command.bytes(), start, end));
                case Step.Wait wait -> throw new IllegalStateException("a wait is no command");
            }
        }
    }
}
