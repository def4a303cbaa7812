package dev.netc.cli.command;

import java.util.List;
import java.util.concurrent.Callable;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.runtime.Devices;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.measure.Peaks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netc devices}: what there is to run on. */
@Command(name = "devices", description = "Shows the OpenCL devices and their names for --devices.", footer = {"",
    "Example: the devices, for a script", "  netc devices --json"}, sortOptions = false)
public final class DevicesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--measure", description = "Measures arithmetic rate and bandwidth, a second or two a device.")
    private boolean measure;

    public DevicesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<DeviceInfo> devices = Devices.list();
        console.answer(measure ? DevicesAnswer.measured(devices, Peaks.ofUser()) : DevicesAnswer.of(devices));
        return ExitStatus.DONE.code();
    }
}
