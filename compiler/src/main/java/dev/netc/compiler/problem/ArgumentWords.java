package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.meant;
import static dev.netc.compiler.problem.Words.say;

import java.util.List;
import java.util.stream.Collectors;

/** The words for problems with arguments. */
final class ArgumentWords {
    private ArgumentWords() {}

    static Words of(ArgumentProblem problem) {
        return switch (problem) {
            case ArgumentProblem.Missing p -> say("`" + p.function() + "` needs `" + p.argument() + "`",
                    "no `" + p.argument() + "` is given", called(p.signature()));
            case ArgumentProblem.Unknown p -> say("`" + p.function() + "` has no argument `" + p.argument() + "`",
                    "unknown argument", meant(p.nearest()), called(p.signature()));
            case ArgumentProblem.Repeated p -> say("`" + p.argument() + "` of `" + p.function() + "` is given twice",
                    "it has a value already");
            case ArgumentProblem.TooMany p -> say("`" + p.function() + "` takes " + count(p.takes()),
                    "one too many", called(p.signature()));
            case ArgumentProblem.PositionalAfterNamed p -> say("an argument without a name after one with a name",
                    "which argument is this?", "write its name before it, `name: value`");
            case ArgumentProblem.WrongKind p -> say(p.what() + " takes " + p.expected() + ", not " + p.found(),
                    "this is " + p.found());
            case ArgumentProblem.OutOfRange p -> say(p.what() + " must be " + p.required() + ", not " + p.found(),
                    "this is " + p.found());
            case ArgumentProblem.NotWithAll p -> say(
                    "`" + p.function() + "(all)` takes no `" + p.argument() + "`",
                    "its one window is the whole image",
                    "leave `" + p.argument() + "` out, or give a size instead of `all`");
            case ArgumentProblem.UnknownWord p -> say("`" + p.argument() + "` takes " + either(p.words()) + ", not `"
                    + p.word() + "`", "unknown word", meant(p.nearest()));
            case ArgumentProblem.NotFinite p -> say("this has no value", p.reason());
            case ArgumentProblem.NoValue p -> say("the parameter `" + p.parameter() + "` has no value",
                    "no default here, and none was given",
                    "give one with `-P " + p.parameter() + "=…`, or a default with `" + p.parameter() + " = …`");
            case ArgumentProblem.NoSuchParameter p -> say("the net `" + p.net() + "` has no parameter `"
                    + p.parameter() + "`", "given with `-P " + p.parameter() + "=…`", meant(p.nearest()));
            case ArgumentProblem.NoTensor p -> say("`" + p.function() + "` is given no tensor",
                    "only numbers are given", "pass a tensor on with `x -> " + p.function() + "`");
            case ArgumentProblem.OnlyInFunctions p -> say(p.what() + " outside `fn`",
                    "it works on single elements and stands in the body of an `fn` only",
                    "write `fn f(x) = …` above and call `f`");
            case ArgumentProblem.OnlyOutsideFunctions p -> say(p.what() + " in an `fn`",
                    "the body of an `fn` works on single elements: numbers, `+ - * /`, comparisons and pointwise functions");
            case ArgumentProblem.CountIsNoNumber p -> say("`" + p.count() + "` is no number of repetitions",
                    "after an arrow, `" + p.count() + " * " + p.function() + "` applies `" + p.function() + "` "
                            + p.count() + " times",
                    "for a product put the chain in brackets: `(x -> " + p.count() + ") * " + p.function() + "`");
        };
    }

    private static String called(String signature) {
        return signature.isEmpty() ? "" : "it is called `" + signature + "`";
    }

    private static String count(int arguments) {
        return arguments == 0 ? "no arguments" : arguments == 1 ? "one argument" : arguments + " arguments";
    }

    private static String either(List<String> words) {
        return words.stream().map(w -> "`" + w + "`").collect(Collectors.joining(" or "));
    }
}
