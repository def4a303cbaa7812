package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.meant;
import static dev.netc.compiler.problem.Words.say;

import java.util.Set;

/** The words for problems with names. */
final class NameWords {
    private static final Set<String> STATEMENTS = Set.of("input", "output", "block", "fn", "columns", "train");

    private NameWords() {}

    /** Where an arrow ends a line, the statement below is read as what should follow it. */
    private static String beginsStatement(String name) {
        return STATEMENTS.contains(name)
                ? "`" + name + "` begins a statement: what should the line above it end with?"
                : "";
    }

    static Words of(NameProblem problem) {
        return switch (problem) {
            case NameProblem.UnknownValue p -> say("there is no value `" + p.name() + "`",
                    "nothing above binds this name", meant(p.nearest()));
            case NameProblem.UnknownFunction p -> say("there is no operator, block or function `" + p.name() + "`",
                    "nothing of this name can be called", beginsStatement(p.name()),
                    OtherNames.of(p.name()).orElseGet(() -> meant(p.nearest())));
            case NameProblem.FunctionAsValue p -> say("`" + p.name() + "` is given no tensor",
                    "a function, where a value belongs",
                    "pass a tensor on with `x -> " + p.name() + "` or write `" + p.name() + "(x)`");
            case NameProblem.ValueAsFunction p -> say("`" + p.name() + "` is a value and cannot be called",
                    "after an arrow stands a call of an operator, a block or a function");
            case NameProblem.DefinedTwice p -> say("`" + p.name() + "` is bound twice",
                    "first bound in line " + p.firstLine(), "give one of the two another name"
                            + (p.value() ? ", or make one chain of both: `x -> f -> g`" : ""));
            case NameProblem.DefinedLater p -> say("`" + p.name() + "` is used before it is bound",
                    "bound in line " + p.line(), "move line " + p.line() + " above this one");
            case NameProblem.OutsideBlock p -> say("a block sees no tensors from outside",
                    "`" + p.name() + "` is a value of the net",
                    "give block `" + p.block() + "` a parameter for it and pass it in");
            case NameProblem.EqualParameterNames p -> say("two parameters would be named `" + p.name() + "`",
                    "weight files know parameters by name", "give one of the two steps a binding of its own");
        };
    }
}
