package dev.netc.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.netc.cli.bench.Mode;
import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.tune.KeptTiles;
import dev.netc.cli.tune.TileSearch;
import dev.netc.cli.tune.TilesFound;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.recipe.Tile;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.device.DeviceInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc tune}: better tile sizes for a model's kernels, found on the device and kept for it. */
@Command(name = "tune", description = {
    "Searches tile sizes for a model's kernels on the device, and keeps the better ones.",
    "What is clearly better is kept for this kind of device and driver. train, eval, predict,",
    "run and bench use it from then on; `compile` needs no device and does not. Results keep",
    "the same bits."}, footer = {"",
        "Example: what a training step of AlexNet can win here",
        "  netc tune models/alexnet.net --mode train --batch 128"}, sortOptions = false)
public final class TuneCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--mode", split = ",", paramLabel = "train,infer", hideParamSyntax = true, description = "What to tune; else both, or what the model can.")
    private List<Mode> modes;

    @Option(names = "--batch", split = ",", paramLabel = "N[,N]", hideParamSyntax = true, converter = PositiveNumber.class, description = {
        "Examples at once; else the model's, and 1 for inference.",
        "What the first search finds for a layer holds for all."})
    private List<Integer> batches;

    @Option(names = "--minutes", paramLabel = "N", converter = PositiveNumber.class, defaultValue = "5", description = "Most minutes for a mode and a batch; else 5. At least one other tile is tried.")
    private Integer minutes;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public TuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        DeviceInfo device = devices.tuned();
        Map<String, Tile> better = new HashMap<>();
        Set<String> searched = new HashSet<>();
        List<TuneAnswer.Result> results = new ArrayList<>();
        for (Mode mode : Mode.of(model.network(), modes)) {
            for (int batch : batches(model, mode)) {
                TilesFound found = search(model, mode, batch, searched);
                searched.addAll(found.searched());
                better.putAll(found.better());
                results.add(TuneAnswer.Result.of(found));
            }
        }
        KeptTiles kept = KeptTiles.ofUser();
        kept.keep(device, searched, better, console::say);
        console.answer(new TuneAnswer(device.device().strip(), kept.file(device).toString(), results));
        return ExitStatus.DONE.code();
    }

    private List<Integer> batches(ModelFile model, Mode mode) {
        if (batches != null) {
            return batches;
        }
        return Stream.of(model.batch(null), mode == Mode.INFER ? 1 : model.batch(null)).distinct().toList();
    }

    private TilesFound search(ModelFile model, Mode mode, int batch, Set<String> searched) {
        CompileOptions options = compile.over(devices.over(CompileOptions.standard(), console), console);
        ModelOptions loading = devices.over(ModelOptions.DEFAULT, compile.precision());
        return new TileSearch(model.network(), options, loading, mode, batch, Duration.ofMinutes(minutes), console::say)
                .search(searched);
    }
}
