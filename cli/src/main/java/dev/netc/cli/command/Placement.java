package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.Model;
import dev.netc.runtime.device.DeviceInfo;

/** Says which device runs what. */
final class Placement {
    private Placement() {}

    /** The devices' names, by logical device. */
    static List<String> names(Model model) {
        return model.devices().stream().map(DeviceInfo::name).toList();
    }

    /** Says {@link #lines}. */
    static void say(Model model, Console console) {
        lines(model).forEach(line -> console.say("device " + line));
    }

    /** A line a device: its name, what it is, and what runs there. */
    static List<String> lines(Model model) {
        int logical = model.devices().size();
        List<String> lines = new ArrayList<>();
        for (String name : names(model).stream().distinct().toList()) {
            List<String> columns = new ArrayList<>(); // or parts of the batch
            for (int i = 0; i < logical; i++) {
                if (model.devices().get(i).name().equals(name)) {
                    columns.add(Integer.toString(i));
                }
            }
            lines.add(describe(model, name) + ": "
                    + (model.variant().split() ? share(columns, logical) : whatRuns(columns, logical)));
        }
        return lines;
    }

    private static String describe(Model model, String name) {
        DeviceInfo info = model.devices().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
        return name + " (" + info.device().strip() + ", " + Figures.count(info.computeUnits(), "compute unit") + ")";
    }

    private static String share(List<String> parts, int logical) {
        return columnsOrParts("part", parts) + " of the " + logical + " of every batch";
    }

    private static String columnsOrParts(String what, List<String> numbers) {
        return (numbers.size() == 1 ? what + " " : what + "s ") + String.join(", ", numbers);
    }

    private static String whatRuns(List<String> columns, int logical) {
        if (columns.size() == logical) {
            return logical == 1 ? "the whole net" : "the whole net, " + logical + " columns";
        }
        String mine = columnsOrParts("column", columns);
        return columns.contains("0") ? mine + ", and what stands outside columns" : mine;
    }
}
