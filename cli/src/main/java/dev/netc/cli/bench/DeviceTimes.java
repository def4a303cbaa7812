package dev.netc.cli.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.netc.runtime.timeline.Span;

/**
 * How a logical device spent a run; medians over the runs.
 *
 * @param kernelSeconds in kernels
 * @param exchangeSeconds in copies to other devices
 * @param idleSeconds in neither: fed, read, waiting for another device, or with nothing in the queue
 */
public record DeviceTimes(int device, double kernelSeconds, double exchangeSeconds, double idleSeconds) {
    private static final double NANO = 1e-9;

    /** One a logical device. */
    public static List<DeviceTimes> of(Runs runs, int devices) {
        return IntStream.range(0, devices).mapToObj(device -> one(runs, device)).toList();
    }

    private static DeviceTimes one(Runs runs, int device) {
        Predicate<Span> kernel = s -> s instanceof Span.Kernel k && k.queue().logical() == device;
        Predicate<Span> exchange = s -> s instanceof Span.Exchange e && e.queue().logical() == device;
        return new DeviceTimes(device, median(runs, run -> sum(run, kernel)), median(runs, run -> sum(run, exchange)),
                median(runs, run -> run.seconds() - sum(run, kernel.or(exchange))));
    }

    private static double median(Runs runs, ToDoubleFunction<Runs.Run> seconds) {
        return Runs.median(runs.runs().stream().map(seconds::applyAsDouble).toList());
    }

    private static double sum(Runs.Run run, Predicate<Span> which) {
        return run.spans().stream().filter(which).mapToDouble(DeviceTimes::seconds).sum();
    }

    static double seconds(Span span) {
        return (span.end() - span.start()) * NANO;
    }
}
