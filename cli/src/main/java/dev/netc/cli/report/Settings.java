package dev.netc.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.netc.cli.output.Figures;
import dev.netc.program.Augment;
import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.training.TrainingOptions;

/** A program's train block in words. */
public final class Settings {
    private Settings() {}

    /**
     * What a program is trained by.
     *
     * @param options as they are used
     */
    public static List<Fact> of(Program program, TrainingOptions options) {
        Training training = program.training();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("batch", Figures.count(options.batch(), "image")));
        facts.add(new Fact("epochs", Integer.toString(options.epochs())));
        facts.add(new Fact("seed", Long.toString(options.seed())));
        facts.add(new Fact("optimizer", "SGD, learning rate " + Ticks.label(training.rate()) + ", momentum "
                + Ticks.label(training.momentum()) + ", weight decay " + Ticks.label(training.decay())));
        own(program).forEach((factors, names) -> facts.add(new Fact(factors, names)));
        facts.add(new Fact("schedule", words(training.schedule())));
        facts.add(new Fact("prepare", listed(training.prepare().stream().map(Settings::words).toList())));
        facts.add(new Fact("augment", listed(training.augment().stream().map(Settings::words).toList())));
        facts.add(new Fact("parameters",
                Figures.count(program.parameters().stream().filter(Parameter::trained).mapToLong(Parameter::elements)
                        .sum())));
        return facts;
    }

    /** The parameters that have a rate or a decay of their own, by what these are. */
    private static Map<String, String> own(Program program) {
        return program.parameters().stream().filter(Parameter::trained)
                .filter(p -> p.rate() != 1 || p.decay() != 1)
                .collect(Collectors.groupingBy(
                        p -> "rate × " + Ticks.label(p.rate()) + ", decay × " + Ticks.label(p.decay()),
                        LinkedHashMap::new, Collectors.mapping(Parameter::name, Collectors.joining(", "))));
    }

    private static String listed(List<String> steps) {
        return steps.isEmpty() ? "nothing" : String.join(", then ", steps);
    }

    static String words(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant() -> "constant";
            case Schedule.Steps(var at, double factor) -> "× " + Ticks.label(factor) + " after epoch "
                    + at.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Schedule.Plateau(double factor, int patience, int times) ->
                String.format(Locale.ROOT, "× %s when the validation error has not improved for %s, %s; then the end",
                        Ticks.label(factor), Figures.count(patience, "epoch"), Figures.count(times, "time"));
        };
    }

    private static String words(Prepare step) {
        return switch (step) {
            case Prepare.Resize(int size) -> "shorter side to " + size + " and the central square";
            case Prepare.MeanImage() -> "minus the training images' mean at each pixel";
            case Prepare.MeanChannel() -> "minus the training images' mean of each channel";
            case Prepare.MeanValues(var values) -> "minus "
                    + values.stream().map(Ticks::label).collect(Collectors.joining(", "));
            case Prepare.Scale(double factor) -> "times " + Ticks.label(factor);
            case Prepare.OrderBgr() -> "blue first";
        };
    }

    private static String words(Augment step) {
        return switch (step) {
            case Augment.Crop() -> "random crop";
            case Augment.Flip() -> "mirrored at random";
            case Augment.Color(double deviation) -> "colours by principal components × N(0, " + Ticks.label(deviation)
                    + "²)";
        };
    }
}
