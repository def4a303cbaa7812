package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.compiler.pass.Recompute;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Step;
import dev.netc.program.Variant;

/**
 * Where the memory of a function goes: what lies where from when to when, on each logical device.
 *
 * @param function its name
 */
record MemoryTable(String function, List<Device> devices) {
    /** Buffers of less than this part of a device's shared memory are told together. */
    private static final int SMALL = 100;

    /**
     * A logical device; all in bytes.
     *
     * @param kept from step to step: weights and momentum
     * @param pixels fed images, which lie apart
     * @param shared by the buffers of a step
     * @param apart what they would take without sharing
     * @param fullest what is alive at the fullest moment: no plan could take less
     */
    record Device(int device, long kept, long pixels, long shared, long apart, long fullest, List<Held> buffers) {}

    /**
     * A buffer.
     *
     * @param offset where it begins, in bytes
     * @param from the first step that writes it, by the kernel's name
     * @param to the last step that reads it
     * @param again whether it is made a second time instead of being stored
     */
    record Held(String name, long bytes, long offset, String from, String to, boolean again) {}

    static MemoryTable of(Variant variant, Function function, int batch) {
        return new MemoryTable(function.name(), IntStream.range(0, variant.devices())
                .mapToObj(device -> device(variant, function, device, batch)).toList());
    }

    private static Device device(Variant variant, Function function, int device, int batch) {
        List<Buffer> here = function.buffers().stream().filter(b -> b.device() == device).toList();
        List<Buffer> shared = here.stream().filter(b -> !b.isPixels()).toList();
        MemoryPlan plan = MemoryPlan.of(shared, batch, variant.precision(), Long.MAX_VALUE);
        List<Held> held = shared.stream()
                .map(b -> new Held(b.name(), b.bytes(batch, variant.precision()), plan.places().get(b.name()).offset(),
                        step(function, b.first()), step(function, b.last()), Recompute.isAgain(b.name())))
                .sorted(Comparator.comparingLong(Held::bytes).reversed()).toList();
        long pixels = here.stream().filter(Buffer::isPixels)
                .mapToLong(b -> b.bytes(batch, variant.precision())).sum();
        long kept = MemoryPlan.of(variant.state().stream().filter(b -> b.device() == device).toList(), batch,
                variant.precision(), Long.MAX_VALUE).bytes();
        return new Device(device, kept, pixels, plan.bytes(), held.stream().mapToLong(Held::bytes).sum(),
                fullest(shared, variant, batch), held);
    }

    private static long fullest(List<Buffer> buffers, Variant variant, int batch) {
        return buffers.stream().map(Buffer::first).distinct()
                .mapToLong(moment -> buffers.stream().filter(b -> b.first() <= moment && b.last() >= moment)
                        .mapToLong(b -> b.bytes(batch, variant.precision())).sum())
                .max().orElse(0);
    }

    private static String step(Function function, int index) {
        if (index >= function.steps().size()) {
            return "the end";
        }
        return switch (function.steps().get(index)) {
            case Step.Launch launch -> launch.kernel();
            case Step.Copy copy -> "copy of " + copy.from();
            case Step.Wait wait -> "wait";
        };
    }

    String text() {
        return devices.stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(Device device) {
        Table table = new Table().words("value").figures("memory").figures("at").words("from").words("to");
        List<Held> small = new ArrayList<>();
        for (Held held : device.buffers()) {
            if (held.bytes() < device.shared() / SMALL) {
                small.add(held);
            } else {
                table.row(held.name(), Figures.mebibytes(held.bytes()), Figures.mebibytes(held.offset()), held.from(),
                        held.to());
            }
        }
        if (!small.isEmpty()) {
            table.row(small.size() + " smaller ones",
                    Figures.mebibytes(small.stream().mapToLong(Held::bytes).sum()), "", "", "");
        }
        return String.format(Locale.ROOT,
                "%s on device %d: %s kept, %s of pixels, and %s shared by what would take %s; %s at the fullest moment%n%n",
                function, device.device(), Figures.mebibytes(device.kept()), Figures.mebibytes(device.pixels()),
                Figures.mebibytes(device.shared()), Figures.mebibytes(device.apart()),
                Figures.mebibytes(device.fullest())) + table.text() + "\n" + again(device);
    }

    private static String again(Device device) {
        String names = device.buffers().stream().filter(Held::again)
                .map(h -> h.name().replaceFirst("^again\\.", "") + " (" + Figures.mebibytes(h.bytes()) + ")")
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "Everything that is read again is stored.\n"
                : "Made again where they are read, instead of stored: " + names + ".\n";
    }
}
