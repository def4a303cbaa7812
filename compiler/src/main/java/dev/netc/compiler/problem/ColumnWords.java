package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

/** The words for problems with columns. */
final class ColumnWords {
    private ColumnWords() {}

    static Words of(ColumnProblem problem) {
        return switch (problem) {
            case ColumnProblem.ColumnValueOutside p -> say("a column's value outside its columns",
                    "there is one `" + p.value() + "` a column: which is meant?",
                    "`all(" + p.value() + ")` joins those of every column");
            case ColumnProblem.OtherColumnsValue p -> say("a column's value inside other columns",
                    "`" + p.value() + "` stands in columns before these",
                    "`all(" + p.value() + ")` joins those of every column and sends them to each of these");
            case ColumnProblem.OuterValueInside p -> say("a value from outside the columns",
                    "`" + p.value() + "` is computed on device 0",
                    "`all(" + p.value() + ")` sends it to every column");
            case ColumnProblem.AllOfInput p -> say("`all` of an input",
                    "inputs are fed to every device and cross nothing", "write `" + p.input() + "`");
            case ColumnProblem.AllOfOuterOutside p -> say("`all` of a value that is not in columns",
                    "there is but one `" + p.value() + "`, and it is here already",
                    "write `" + p.value() + "`");
            case ColumnProblem.AllOfOther p -> say("`all` joins tensors, not " + p.found(), "this is " + p.found());
        };
    }
}
