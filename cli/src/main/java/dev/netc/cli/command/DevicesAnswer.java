package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.program.Precision;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.measure.Peak;
import dev.netc.runtime.measure.Peaks;

/** The devices that {@code netc devices} found. */
record DevicesAnswer(List<Row> devices) implements Answer {
    private static final double GIGA = 1e9;

    /**
     * A device.
     *
     * @param name for {@code --devices}
     * @param type cpu, gpu, accelerator or other
     * @param memory bytes of global memory
     * @param gflops float32 arithmetic, 10⁹ operations a second; null unless measured
     * @param bandwidth bytes a second; null unless measured
     * @param parts whether it can be split into parts: {@code 0.0}, {@code 0.1}
     */
    record Row(String name, String platform, String device, String type, int computeUnits, long memory, Double gflops,
            Double bandwidth, boolean parts) {}

    static DevicesAnswer of(List<DeviceInfo> devices) {
        return new DevicesAnswer(devices.stream().map(d -> row(d, null, null)).toList());
    }

    /** Every device measured, one after the other. */
    static DevicesAnswer measured(List<DeviceInfo> devices, Peaks peaks) {
        List<Peak> most = peaks.measure(devices, Precision.F32);
        return new DevicesAnswer(IntStream.range(0, most.size())
                .mapToObj(i -> row(devices.get(i), most.get(i).gflops(), most.get(i).bandwidth())).toList());
    }

    private static Row row(DeviceInfo d, Double gflops, Double bandwidth) {
        return new Row(d.name(), d.platform(), d.device(), d.type().name().toLowerCase(Locale.ROOT), d.computeUnits(),
                d.memory(), gflops, bandwidth, d.partitionable());
    }

    @Override
    public String text() {
        boolean measured = devices.stream().anyMatch(d -> d.gflops() != null);
        Table table = new Table().words("name").words("type").figures("units").figures("memory");
        if (measured) {
            table.figures("GFLOP/s").figures("GB/s");
        }
        table.words("device").words("platform");
        devices.forEach(d -> table.row(cells(d)));
        String text = devices.isEmpty() ? "no OpenCL device\n" : table.text();
        return devices.stream().filter(Row::parts).findFirst()
                .map(d -> text + "\nA device like " + d.name() + " can be split: " + d.name() + ".0 and " + d.name()
                        + ".1 are its halves, " + d.name() + ".2/4 a quarter.\n")
                .orElse(text);
    }

    private static List<String> cells(Row d) {
        List<String> cells = new ArrayList<>(List.of(d.name(), d.type(), Integer.toString(d.computeUnits()),
                Figures.mebibytes(d.memory())));
        if (d.gflops() != null) {
            cells.add(Figures.tenths(d.gflops()));
            cells.add(Figures.tenths(d.bandwidth() / GIGA));
        }
        cells.addAll(List.of(d.device(), d.platform()));
        return cells;
    }
}
