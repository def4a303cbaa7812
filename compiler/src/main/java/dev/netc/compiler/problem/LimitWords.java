package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

/** The words for what is too much. */
final class LimitWords {
    private LimitWords() {}

    static Words of(LimitProblem problem) {
        return switch (problem) {
            case LimitProblem.TooDeep p -> say(p.what() + " nested more than " + p.limit() + " deep",
                    "the limit is " + p.limit());
            case LimitProblem.TooManyOperations p -> say("the net has more than " + "%,d".formatted(p.limit())
                    + " operations", "reached here, blocks unrolled and columns written out");
            case LimitProblem.TooManyElements p -> say("a tensor of 2^31 elements or more for one example",
                    p.shape());
            case LimitProblem.FunctionTooLong p -> say("a function of more than " + "%,d".formatted(p.limit())
                    + " operations", "reached here, the functions it uses written out");
        };
    }
}
