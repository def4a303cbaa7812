package dev.netc.cli.option;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import dev.netc.cli.tune.KeptTiles;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.recipe.Tile;
import dev.netc.compiler.recipe.Tuning;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import dev.netc.runtime.Devices;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.opencl.DeviceList;
import picocli.CommandLine.Option;

/** Where a program runs, and with which kind of kernels. */
public final class DeviceArguments {
    @Option(names = "--devices", paramLabel = "LIST", split = ",", hideParamSyntax = true, description = {
        "The devices, by the names that `netc devices` prints: 0,1 or 0.0,0.1.",
        "A net without columns has its batch split over them.",
        "Left out: two GPUs, else one, else the parts of a CPU."})
    private List<String> devices = List.of();

    @Option(names = "--recipe", paramLabel = "plain|cpu|gpu", description = "Forces a kind of kernels.")
    private KernelKind recipe;

    @Option(names = "--trace", paramLabel = "FILE", description = {
        "Writes what the devices and the host did when, in Chrome's trace format:",
        "ui.perfetto.dev and chrome://tracing show it."})
    private Path trace;

    private Optional<Target> begun = Optional.empty();

    /**
     * How a program for these devices is compiled: its kinds of kernels, and the parts of its batch where the net has no columns.
     *
     * @throws Failure where a batch cannot be split over so many
     */
    public CompileOptions over(CompileOptions options, Console console) {
        if (devices.size() > CompileOptions.MOST_PARTS) {
            throw Failure.usage(
                    devices.size() + " devices; a batch is split over " + CompileOptions.MOST_PARTS + " at most");
        }
        return options.withTargets(targets()).withParts(Math.max(1, devices.size()))
                .withTuning(Tuning.of(tiles(console)));
    }

    /**
     * Goes on with the kernels of a training that was begun: a processor runs those of either kind, and which of them run decides the
     * bits.
     */
    public void goOnWith(Target kernels, Console console) {
        begun = Optional.of(kernels);
        recipe().filter(target -> target.cpu() && target != tuned().target())
                .ifPresent(target -> console.say("the kernels are those that the training was begun with, for "
                        + target.devices() + ": the bits stay what they would have been, the speed may not"));
    }

    /** The tiles that `netc tune` found better on these devices, by the texts of their keys. */
    public Map<String, Tile> tiles(Console console) {
        KeptTiles kept = KeptTiles.ofUser();
        return kept.isEmpty() ? Map.of() : kept.of(tuned(), console::say);
    }

    /**
     * The device by which tiles are chosen: one kernel serves all devices, so that where they are of several kinds it is the first.
     *
     * @throws dev.netc.runtime.error.NoDeviceException where the names make no sense on this machine
     */
    public DeviceInfo tuned() {
        return chosen().findFirst().orElseThrow();
    }

    /** The devices that are named, or the first of those that are taken where none is. */
    private Stream<DeviceInfo> chosen() {
        List<DeviceInfo> installed = Devices.list();
        return DeviceList.choose(devices, Math.max(1, devices.size()), installed).stream()
                .map(name -> installed.get(name.index()));
    }

    /** The kinds of kernels to compile: those for the devices that are there. */
    private Set<Target> targets() {
        return recipe().map(Set::of).orElseGet(DeviceArguments::usual);
    }

    private static Set<Target> usual() {
        Set<Target> targets = EnumSet.of(Target.PLAIN);
        Devices.list().forEach(device -> targets.add(device.target()));
        return targets;
    }

    /**
     * Begins the timeline's file; to be closed when the command ends.
     *
     * @throws dev.netc.cli.output.Failure where it cannot be written
     */
    public TraceFile trace() {
        return TraceFile.of(Optional.ofNullable(trace));
    }

    /** How a program of these kernels is loaded. */
    public ModelOptions over(ModelOptions options, Precision precision) {
        ModelOptions said = options.withDevices(devices).withPrecision(precision);
        return recipe().map(r -> said.withRecipe(r)).orElse(said);
    }

    private Optional<Target> recipe() {
        if (recipe == null) {
            return begun.filter(Target::cpu).filter(target -> chosen().allMatch(d -> d.target().cpu()));
        }
        return Optional.of(recipe == KernelKind.CPU ? ofProcessor() : recipe.targets().getFirst());
    }

    /** A processor's kernels are those that a training was begun with, else those for its registers. */
    private Target ofProcessor() {
        return begun.filter(Target::cpu).orElseGet(() -> tuned().wide() ? Target.CPU : Target.CPU_NARROW);
    }
}
