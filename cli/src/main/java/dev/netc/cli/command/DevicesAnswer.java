package dev.netc.cli.command;

import java.util.List;
import java.util.Locale;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.runtime.opencl.DeviceInfo;

/** The devices that {@code netc devices} found. */
record DevicesAnswer(List<Row> devices) implements Answer {

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
        return new DevicesAnswer(devices.stream()
                .map(d -> new Row(d.name(), d.platform(), d.device(), d.type().name().toLowerCase(Locale.ROOT),
                        d.computeUnits(), d.memory(), null, null, d.partitionable()))
                .toList());
    }

    @Override
    public String text() {
        Table table = new Table().words("name").words("type").figures("units").figures("memory").words("device")
                .words("platform");
        devices.forEach(d -> table.row(d.name(), d.type(), Integer.toString(d.computeUnits()),
                Figures.mebibytes(d.memory()), d.device(), d.platform()));
        String text = devices.isEmpty() ? "no OpenCL device\n" : table.text();
        return devices.stream().filter(Row::parts).findFirst()
                .map(d -> text + "\nA device like " + d.name() + " can be split: " + d.name() + ".0 and " + d.name()
                        + ".1 are its halves, " + d.name() + ".2/4 a quarter.\n")
                .orElse(text);
    }
}
