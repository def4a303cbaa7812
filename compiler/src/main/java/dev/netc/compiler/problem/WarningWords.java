package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

/** The words for warnings. */
final class WarningWords {
    private WarningWords() {}

    static Words of(Warning warning) {
        return switch (warning) {
            case Warning.Unused w -> say("nothing uses the " + w.what() + " `" + w.name() + "`", "it can be left out");
            case Warning.NoOutput w -> say("the net `" + w.net() + "` has no output", "nothing can be read from it",
                    "write `output NAME = …`");
            case Warning.SoftmaxBeforeLoss w -> say("a softmax before `cross_entropy`",
                    "`cross_entropy` takes the logits and does the softmax itself",
                    "give it what the softmax reads");
            case Warning.CountOfPointwise w -> say("`" + w.function() + "` is applied " + w.count() + " times",
                    "a count before a call repeats the call",
                    "for a product put the chain in brackets: `" + w.count() + " * (x -> " + w.function() + ")`");
            case Warning.MatchesNothing w -> say("`" + w.glob() + "` names no parameter",
                    "no parameter of the net has such a name");
        };
    }
}
