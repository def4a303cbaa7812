package dev.netc.compiler.analyse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Setting;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.Kind;
import dev.netc.compiler.define.TrainEntries;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.compiler.problem.Warning;
import dev.netc.program.Augment;
import dev.netc.program.Input;
import dev.netc.program.Prepare;
import dev.netc.program.Schedule;
import dev.netc.program.Training;

/** Reads the train block. */
final class TrainAnalyser {
    private final Evaluator evaluator;
    private final List<Input> inputs;
    private final ArgumentReader reader;
    private final ParameterFactors factors = new ParameterFactors();
    private final Map<String, Setting> said = new HashMap<>();

    TrainAnalyser(Evaluator evaluator, List<Input> inputs) {
        this.evaluator = evaluator;
        this.inputs = inputs;
        this.reader = new ArgumentReader(evaluator);
    }

    /** What {@code params} says, once the block is read. */
    ParameterFactors factors() {
        return factors;
    }

    /** The block's settings; absent where a problem was told. */
    Optional<Network.Train> analyse(Item.Train train) {
        train.settings().forEach(this::take);
        Place block = evaluator.place(train.span());
        Optional<Loss.Read> loss = setting(Setting.Loss.class, "loss", "loss cross_entropy(logits, label)", block)
                .flatMap(s -> new Loss(evaluator).read(s.value()));
        Optional<Arguments> sgd = setting(Setting.Optimizer.class, "optimizer",
                "optimizer sgd(rate: 0.01, momentum: 0.9)", block).flatMap(this::sgd);
        int batch = count("batch", 128, 1);
        int epochs = count("epochs", 10, 1);
        int seed = count("seed", 1, 0);
        ImageSettings images = new ImageSettings(evaluator, inputs);
        Optional<Schedule> schedule = schedule();
        List<Prepare> prepare = said.get("prepare") instanceof Setting.Prepare s ? images.prepare(s) : List.of();
        List<Augment> augment = said.get("augment") instanceof Setting.Augment s ? images.augment(s) : List.of();
        if (loss.isEmpty() || sgd.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        Arguments rates = sgd.get();
        return Optional.of(new Network.Train(loss.get().logits(), new Training(images.name(), loss.get().label(),
                loss.get().classes(), batch, epochs, seed, rates.real("rate"), rates.real("momentum"),
                rates.real("decay"), schedule.get(), prepare, augment)));
    }

    private void take(Setting setting) {
        Name word = setting.word();
        if (setting instanceof Setting.Params params) {
            params(params);
            return;
        }
        Setting first = said.putIfAbsent(word.text(), setting);
        if (first != null) {
            tell(new TrainProblem.RepeatedSetting(evaluator.place(word.span()), word.text(),
                    first.word().span().line()));
        }
    }

    private <T extends Setting> Optional<T> setting(Class<T> kind, String word, String example, Place block) {
        Setting setting = said.get(word);
        if (setting == null) {
            tell(new TrainProblem.MissingSetting(block, word, example));
        }
        return Optional.ofNullable(setting).filter(kind::isInstance).map(kind::cast);
    }

    private int count(String word, int standard, int least) {
        if (!(said.get(word) instanceof Setting.Count setting)) {
            return standard;
        }
        Expression value = setting.value();
        return new ArgumentValue("`" + word + "`", word, evaluator.place(value.span()),
                evaluator.context().problems()::add).of(new Kind.Whole(least), evaluator.evaluate(value))
                .map(g -> Math.toIntExact(((Given.Whole) g).value())).orElse(standard);
    }

    private Optional<Arguments> sgd(Setting.Optimizer setting) {
        Expression.Call call = setting.call();
        if (!call.function().text().equals("sgd")) {
            tell(new TrainProblem.UnknownWord(evaluator.place(call.function().span()), "optimizer",
                    call.function().text(), "`sgd`"));
            return Optional.empty();
        }
        return reader.read(TrainEntries.SGD, call.arguments(), call.span());
    }

    private Optional<Schedule> schedule() {
        return switch (said.get("schedule")) {
            case null -> Optional.of(new Schedule.Constant());
            case Setting.Schedule s -> new Schedules(evaluator).read(s.call());
            case Setting other -> Optional.empty(); // it could not be read
        };
    }

    private void params(Setting.Params params) {
        List<Argument> arguments = params.arguments();
        reader.read(TrainEntries.PARAMS, arguments, params.globSpan())
                .ifPresent(a -> factors.add(params.glob(), a.real("rate"), a.real("decay")));
        Glob glob = new Glob(params.glob());
        boolean matches = evaluator.context().network().parameterNames().stream().anyMatch(glob::matches);
        if (!matches) {
            tell(new Warning.MatchesNothing(evaluator.place(params.globSpan()), params.glob()));
        }
    }

    private void tell(Problem problem) {
        evaluator.context().problems().add(problem);
    }
}
