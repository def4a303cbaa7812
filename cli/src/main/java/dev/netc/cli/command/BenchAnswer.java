package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.netc.cli.bench.DeviceTimes;
import dev.netc.cli.bench.KernelTimes;
import dev.netc.cli.bench.Mode;
import dev.netc.cli.bench.Runs;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.runtime.Model;
import dev.netc.runtime.measure.Peak;

/**
 * What {@code netc bench} measured.
 *
 * @param devices the name behind each logical device, in order
 * @param results a row a mode and batch
 * @param kernels of all results; empty unless asked for
 */
record BenchAnswer(List<String> devices, List<Result> results, List<Kernel> kernels) implements Answer {
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e-3;
    private static final int LAYERS_SHOWN = 3;

    /**
     * A function at a batch.
     *
     * @param gflops of the multiply-adds that are done, without those that only fill up, two operations each
     * @param shareOfPeak of what the devices were measured at, together
     * @param peakGflops that
     * @param effectiveGflops of the multiply-adds that direct sums would need in the same time, which is what others count
     * @param deviceBytes allocated on each logical device
     * @param busy what each logical device did in a run; empty unless kernels were asked for
     */
    record Result(String mode, int batch, double imagesPerSecond, double gflops, double shareOfPeak, double peakGflops,
            double effectiveGflops, List<Long> deviceBytes, double medianSeconds, int runs, List<DeviceTimes> busy) {}

    /**
     * A kernel of a result; all of one run.
     *
     * @param limitSeconds the least that it can take: multiply-adds at the measured peak or bytes at the measured bandwidth
     * @param lostSeconds what it takes over that
     * @param bandwidth bytes a second
     */
    record Kernel(String mode, int batch, String kernel, List<String> layers, int launches, double seconds,
            long multiplyAdds, long bytes, double gflops, double bandwidth, double limitSeconds, double lostSeconds) {
        static Kernel of(String mode, int batch, KernelTimes times) {
            return new Kernel(mode, batch, times.kernel(), times.layers(), times.launches(), times.seconds(),
                    times.multiplyAdds(), times.bytes(), 2.0 * times.multiplyAdds() / times.seconds() / GIGA,
                    times.bytes() / times.seconds(), times.limitSeconds(), times.lostSeconds());
        }
    }

    /** Takes up results as they come. */
    static final class Builder {
        private final boolean withKernels;
        private List<String> devices = List.of();
        private final List<Result> results = new ArrayList<>();
        private final List<Kernel> kernels = new ArrayList<>();

        Builder(boolean withKernels) {
            this.withKernels = withKernels;
        }

        /** @param peaks of each logical device */
        void add(Mode mode, Runs runs, Model model, List<Peak> peaks) {
            List<String> names = Placement.names(model);
            devices = names.size() > devices.size() ? names : devices;
            double peak = together(names, peaks);
            double seconds = runs.medianSeconds();
            double gflops = 2.0 * runs.multiplyAdds() / seconds / GIGA;
            results.add(new Result(mode.toString(), runs.batch(), runs.batch() / seconds, gflops, gflops / peak, peak,
                    2.0 * runs.directMultiplyAdds() / seconds / GIGA, runs.deviceBytes(), seconds, runs.runs().size(),
                    withKernels ? DeviceTimes.of(runs, names.size()) : List.of()));
            if (withKernels) {
                KernelTimes.of(runs, peaks).forEach(k -> kernels.add(Kernel.of(mode.toString(), runs.batch(), k)));
            }
        }

        /** What the devices can do together; one that stands for several logical devices counts once. */
        private static double together(List<String> names, List<Peak> peaks) {
            Map<String, Double> gflops = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                gflops.put(names.get(i), peaks.get(i).gflops());
            }
            return gflops.values().stream().mapToDouble(g -> g).sum();
        }

        BenchAnswer build() {
            return new BenchAnswer(devices, List.copyOf(results), List.copyOf(kernels));
        }
    }

    @Override
    public String text() {
        Table table = new Table().words("mode").figures("batch").figures("images/s").figures("GFLOP/s")
                .figures("of peak").figures("effective").figures("memory").figures("median").figures("runs");
        results.forEach(r -> table.row(r.mode(), Figures.count(r.batch()), Figures.tenths(r.imagesPerSecond()),
                Figures.tenths(r.gflops()), Figures.percent(r.shareOfPeak()),
                Figures.percent(r.effectiveGflops() / r.peakGflops()),
                Figures.mebibytes(r.deviceBytes().stream().mapToLong(b -> b).sum()),
                milliseconds(r.medianSeconds()) + " ms", Figures.count(r.runs())));
        StringBuilder text = new StringBuilder(table.text());
        results.stream().filter(r -> !r.busy().isEmpty()).forEach(r -> text.append('\n').append(kernelsOf(r)));
        return text.toString();
    }

    private String kernelsOf(Result result) {
        List<Kernel> rows = kernels.stream()
                .filter(k -> k.mode().equals(result.mode()) && k.batch() == result.batch()).toList();
        Table table = new Table().words(result.mode() + ", batch " + Figures.count(result.batch())).words("layers")
                .figures("launches").figures("ms").figures("limit").figures("lost").figures("M multiply-adds")
                .figures("MB").figures("GFLOP/s").figures("GB/s");
        rows.forEach(k -> table.row(k.kernel(), layers(k), Figures.count(k.launches()), milliseconds(k.seconds()),
                milliseconds(k.limitSeconds()), milliseconds(k.lostSeconds()), Figures.tenths(k.multiplyAdds() / 1e6),
                Figures.tenths(k.bytes() / 1e6), Figures.tenths(k.gflops()), Figures.tenths(k.bandwidth() / GIGA)));
        double seconds = rows.stream().mapToDouble(Kernel::seconds).sum();
        double multiplyAdds = rows.stream().mapToDouble(Kernel::multiplyAdds).sum();
        double bytes = rows.stream().mapToDouble(Kernel::bytes).sum();
        table.row("all, devices added up", "", Figures.count(rows.stream().mapToInt(Kernel::launches).sum()),
                milliseconds(seconds), milliseconds(rows.stream().mapToDouble(Kernel::limitSeconds).sum()),
                milliseconds(rows.stream().mapToDouble(Kernel::lostSeconds).sum()), Figures.tenths(multiplyAdds / 1e6),
                Figures.tenths(bytes / 1e6), Figures.tenths(2 * multiplyAdds / seconds / GIGA),
                Figures.tenths(bytes / seconds / GIGA));
        return table.text() + "\n" + busy(result);
    }

    private static String busy(Result result) {
        Table table = new Table().words("of " + milliseconds(result.medianSeconds()) + " ms").figures("kernels")
                .figures("exchanges").figures("idle");
        result.busy().forEach(d -> table.row("logical device " + d.device(), milliseconds(d.kernelSeconds()) + " ms",
                milliseconds(d.exchangeSeconds()) + " ms", milliseconds(d.idleSeconds()) + " ms"));
        return table.text();
    }

    private static String layers(Kernel kernel) {
        int shown = Math.min(LAYERS_SHOWN, kernel.layers().size());
        int more = kernel.layers().size() - shown;
        return String.join(", ", kernel.layers().subList(0, shown)) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%,.2f", seconds / MILLI);
    }
}
