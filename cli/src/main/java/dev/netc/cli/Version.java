package dev.netc.cli;

import java.util.ArrayList;
import java.util.List;

import dev.netc.cli.output.NetcVersion;
import dev.netc.runtime.Devices;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.error.NetcException;
import picocli.CommandLine.IVersionProvider;

/** What {@code netc --version} prints: netc, Java, and a line an OpenCL driver. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>(List.of("netc " + NetcVersion.get(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"));
        lines.addAll(drivers());
        return lines.toArray(String[]::new);
    }

    private static List<String> drivers() {
        try {
            List<String> drivers = Devices.list().stream().map(Version::driver).distinct().toList();
            return drivers.isEmpty() ? List.of("OpenCL: the drivers have no device") : drivers;
        } catch (NetcException e) {
            return List.of("OpenCL: no driver");
        }
    }

    private static String driver(DeviceInfo device) {
        return device.version() + ", " + device.platform() + ", driver " + device.driver();
    }
}
