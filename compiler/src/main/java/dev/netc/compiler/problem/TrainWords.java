package dev.netc.compiler.problem;

import static dev.netc.compiler.problem.Words.say;

/** The words for problems with the train block. */
final class TrainWords {
    private TrainWords() {}

    static Words of(TrainProblem problem) {
        return switch (problem) {
            case TrainProblem.MissingSetting p -> say("the train block says no `" + p.setting() + "`",
                    "training needs one", "for example `" + p.example() + "`");
            case TrainProblem.RepeatedSetting p -> say("`" + p.setting() + "` is said twice",
                    "first said in line " + p.firstLine());
            case TrainProblem.SecondTrain p -> say("a net has one `train` block",
                    "the first is in line " + p.firstLine());
            case TrainProblem.UnknownWord p -> say("`" + p.setting() + "` knows no `" + p.word() + "`",
                    "it knows " + p.known());
            case TrainProblem.NotALabel p -> say("the loss needs a label", "this is " + p.found(),
                    "`input label: class(N)` is a label");
            case TrainProblem.LogitsDoNotFit p -> say("the logits do not fit the label `" + p.label() + "`",
                    p.logits() + ", and `" + p.label() + "` is class(" + p.classes() + "): expected [" + p.classes()
                            + "]");
            case TrainProblem.NoImage p -> say("`" + p.setting() + "` in a net without an image",
                    "no input has the shape [channels, height, width]");
            case TrainProblem.ResizedTooSmall p -> say("images would be smaller than the net reads",
                    p.size() + " x " + p.size() + ", and `" + p.input() + "` is " + p.shape(),
                    "resize to at least " + Math.max(p.shape().height(), p.shape().width()));
            case TrainProblem.NeedsThreeChannels p -> say("`" + p.what() + "` needs an image of three channels",
                    "the image is " + p.shape());
            case TrainProblem.MeansDoNotFit p -> say("a mean a channel is needed",
                    (p.means() == 1 ? "1 value" : p.means() + " values") + ", and the image is " + p.shape());
            case TrainProblem.SaidTwice p -> say("`" + p.what() + "` is said twice", "once is enough");
            case TrainProblem.EpochsDoNotRise p -> say("the epochs of `steps` must rise",
                    "each must be larger than the one before");
        };
    }
}
