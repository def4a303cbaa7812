package dev.netc.compiler.define;

import static dev.netc.compiler.define.Entry.Group.AUGMENT;
import static dev.netc.compiler.define.Entry.Group.LOSS;
import static dev.netc.compiler.define.Entry.Group.OPTIMIZER;
import static dev.netc.compiler.define.Entry.Group.PREPARE;
import static dev.netc.compiler.define.Entry.Group.SCHEDULE;
import static dev.netc.compiler.define.Entry.Group.SETTING;

import java.util.List;

/** What a train block says. */
public final class TrainEntries {
    public static final Signature SGD = Signature.of("sgd",
            Slot.required("rate", new Kind.Real(Range.POSITIVE), "the learning rate, before the schedule divides it"),
            Slot.standard("momentum", new Kind.Real(Range.BELOW_ONE), new Given.Real(0), "0",
                    "how much of the last step goes on"),
            Slot.standard("decay", new Kind.Real(Range.NOT_NEGATIVE), new Given.Real(0), "0",
                    "weight decay: draws every parameter towards 0, in proportion to the learning rate"));
    public static final Signature PARAMS = Signature.of("params",
            Slot.standard("rate", new Kind.Real(Range.NOT_NEGATIVE), new Given.Real(1), "1",
                    "factor on the learning rate; 0 holds still"),
            Slot.standard("decay", new Kind.Real(Range.NOT_NEGATIVE), new Given.Real(1), "1",
                    "factor on the weight decay"));
    public static final Signature CONSTANT = Signature.of("constant");
    public static final Signature STEPS = Signature.of("steps",
            Slot.required("at", new Kind.Wholes(1), "how many epochs are done when the rate changes, rising"),
            factor());
    public static final Signature PLATEAU = Signature.of("plateau", factor(),
            Slot.standard("patience", new Kind.Whole(1), new Given.Whole(5), "5",
                    "how many epochs without a better validation error are a plateau"),
            Slot.standard("times", new Kind.Whole(0), new Given.Whole(3), "3",
                    "how often the rate changes; the plateau after that ends the training"));
    public static final Signature RESIZE = Signature.of("resize",
            Slot.required("size", new Kind.Pair(1), "the shorter side in pixels"));
    public static final Signature MEAN = Signature.of("mean",
            Slot.required("of", new Kind.WordOrReals(List.of("image", "channel")), "`image` for a mean of every pixel,"
                    + " `channel` for one a channel, both measured on the training set; or the means themselves"));
    public static final Signature SCALE = Signature.of("scale",
            Slot.required("factor", new Kind.Real(Range.ANY), "what every pixel is multiplied by"));
    public static final Signature ORDER = Signature.of("order",
            Slot.required("channels", new Kind.Word(List.of("bgr")), "the order wanted"));
    public static final Signature CROP = Signature.of("crop");
    public static final Signature FLIP = Signature.of("flip");
    public static final Signature COLOR = Signature.of("color",
            Slot.required("std", new Kind.Real(Range.NOT_NEGATIVE),
                    "standard deviation of the draw; the paper has 0.1"));

    private TrainEntries() {}

    private static Slot factor() {
        return Slot.standard("factor", new Kind.Real(Range.POSITIVE), new Given.Real(0.1), "0.1",
                "what the learning rate is multiplied by");
    }

    /** All of them, in the order in which a block is written. */
    static List<Entry> all() {
        return List.of(setting("loss", "loss cross_entropy(logits, label)", "What is made small. There is one.",
                "loss cross_entropy(scores, label)"), crossEntropy(),
                setting("batch", "batch 128", "How many examples a step sees, on all devices together; 128 unless said."
                        + " The last batch of an epoch may be smaller.", "batch 64"),
                setting("epochs", "epochs 10", "How often all of the training set is seen; 10 unless said.",
                        "epochs 90"),
                setting("seed", "seed 1",
                        "What all random numbers are drawn from: initial values, dropout, order, crops"
                                + " and colours; 1 unless said.",
                        "seed 7"),
                setting("optimizer", "optimizer sgd(rate: 0.01)", "How parameters follow their gradients.",
                        "optimizer sgd(rate: 0.01, momentum: 0.9)"),
                sgd(), params(),
                setting("schedule", "schedule constant | steps(…) | plateau(…)",
                        "How the learning rate changes between epochs; it does not unless said.",
                        "schedule plateau(factor: 0.1, times: 3)"),
                Entry.of(SCHEDULE, CONSTANT,
                        Description.of("The learning rate stays.").withExample("schedule constant")),
                Entry.of(SCHEDULE, STEPS, Description.of("The learning rate changes after given numbers of epochs.")
                        .withExample("schedule steps(at: [30, 60], factor: 0.1)")),
                Entry.of(SCHEDULE, PLATEAU, Description
                        .of("The learning rate changes whenever the validation error has stopped to fall.")
                        .withExample("schedule plateau(factor: 0.1, patience: 5, times: 3)")),
                setting("prepare", "prepare resize(n), mean(image), …",
                        "What is done to every image, in the order written,"
                                + " from pixels 0 to 255 in RGB; what is then larger than the input is cut to its centre.",
                        "prepare resize(40), mean(channel), scale(0.01)"),
                Entry.of(PREPARE, RESIZE,
                        Description.of("Scales an image so that its shorter side has so many pixels, then"
                                + " takes the central square.").withExample("prepare resize(40)")),
                Entry.of(PREPARE, MEAN,
                        Description.of("Subtracts a mean; one that is measured is kept with the weights.")
                                .withExample("prepare mean([123, 117, 104])")),
                Entry.of(PREPARE, SCALE,
                        Description.of("Multiplies every pixel.").withExample("prepare scale(0.00390625)")),
                Entry.of(PREPARE, ORDER,
                        Description.of("Turns the channels from red, green, blue to blue, green, red, as"
                                + " nets from Caffe expect; what stands behind it speaks of that order.")
                                .withExample("prepare order(bgr), mean([104, 117, 123])")),
                setting("augment", "augment crop, flip, color(std)", "What varies the images, in training only.",
                        "augment crop, flip, color(0.1)"),
                Entry.of(AUGMENT, CROP,
                        Description.of("A part of the input's size at a random place, instead of the centre;"
                                + " drawn for every image and use.").withExample("prepare resize(40)\naugment crop")),
                Entry.of(AUGMENT, FLIP,
                        Description.of("Mirrors every other image left to right, drawn for every image and"
                                + " use.").withExample("augment flip")),
                color());
    }

    private static Entry setting(String name, String usage, String summary, String example) {
        return new Entry(name, SETTING, usage, List.of(), Description.of(summary).withExample(example));
    }

    private static Entry crossEntropy() {
        return new Entry("cross_entropy", LOSS, "cross_entropy(logits, label)",
                List.of(new Entry.Told("logits", "a tensor `[N]`", "", false, "the scores, before any softmax"),
                        new Entry.Told("label", "an input `class(N)`", "", false, "which of the N is right")),
                Description.of("Softmax and negative log likelihood, averaged over the whole batch.")
                        .withRule("loss = mean over the batch of −ln softmax(logits)[label]")
                        .withGradient(
                                "(softmax(logits) − 1 at the label) / batch: computed in one piece, so that nothing"
                                        + " overflows or is divided by 0.")
                        .withExample("loss cross_entropy(scores, label)"));
    }

    private static Entry sgd() {
        return Entry.of(OPTIMIZER, SGD, Description.of("Stochastic gradient descent with momentum and weight decay.")
                .withRule("""
                        v ← momentum · v − decay · rate · w − rate · ⟨∂L/∂w⟩
                        w ← w + v
                        """)
                .withSource("Krizhevsky, Sutskever and Hinton, 2012, section 5")
                .withExample("optimizer sgd(rate: 0.01, momentum: 0.9, decay: 0.0005)"));
    }

    private static Entry params() {
        Entry plain = Entry.of(SETTING, PARAMS,
                Description.of("Multiplies learning rate and decay for the parameters whose"
                        + " names a pattern matches; `*` stands for anything, dots too. Several that match multiply."
                        + " `rate: 0` holds parameters still, byte for byte: decay moves them no more than gradients do,"
                        + " and they cost neither a gradient nor a momentum. Where it names the running mean and variance"
                        + " of a `batchnorm`, too, that normalises by them in training as it does at test time.")
                        .withExample("params \"*.bias\" (rate: 2, decay: 0)"));
        return new Entry(plain.name(), plain.group(), "params \"*.bias\" (rate: 1, decay: 1)", plain.arguments(),
                plain.description());
    }

    private static Entry color() {
        return Entry.of(AUGMENT, COLOR, Description
                .of("Adds the principal components of the training set's colours, each"
                        + " scaled by its eigenvalue and a normal draw, once for every image and use.")
                .withSource("Krizhevsky, Sutskever and Hinton, 2012, section 4.1").withExample("augment color(0.1)"));
    }
}
