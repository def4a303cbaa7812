package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.TrainEntries;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.program.Schedule;

/** Reads {@code constant}, {@code steps(at: [30, 60], factor: 0.1)} and {@code plateau(factor: 0.1, times: 3)}. */
final class Schedules {
    private final Evaluator evaluator;
    private final ArgumentReader reader;

    Schedules(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.reader = new ArgumentReader(evaluator);
    }

    Optional<Schedule> read(Expression.Call call) {
        return switch (call.function().text()) {
            case "constant" -> reader.read(TrainEntries.CONSTANT, call.arguments(), call.span())
                    .map(a -> new Schedule.Constant());
            case "steps" -> reader.read(TrainEntries.STEPS, call.arguments(), call.span()).flatMap(this::steps);
            case "plateau" -> reader.read(TrainEntries.PLATEAU, call.arguments(), call.span()).map(
                    a -> new Schedule.Plateau(a.real("factor"), a.whole("patience"), a.whole("times")));
            default -> {
                evaluator.broken(new TrainProblem.UnknownWord(evaluator.place(call.function().span()), "schedule",
                        call.function().text(), "`constant`, `steps` and `plateau`"));
                yield Optional.empty();
            }
        };
    }

    private Optional<Schedule> steps(Arguments arguments) {
        List<Integer> at = ((Given.Wholes) arguments.values().get("at")).values();
        for (int i = 1; i < at.size(); i++) {
            if (at.get(i) <= at.get(i - 1)) {
                evaluator.broken(new TrainProblem.EpochsDoNotRise(arguments.place("at")));
                return Optional.empty();
            }
        }
        return Optional.of(new Schedule.Steps(at, arguments.real("factor")));
    }
}
