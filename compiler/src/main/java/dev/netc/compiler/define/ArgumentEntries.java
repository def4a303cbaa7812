package dev.netc.compiler.define;

import static dev.netc.compiler.define.Entry.Group.INITIAL_VALUES;
import static dev.netc.compiler.define.Entry.Group.PADDING;

import java.util.List;

/** Words that stand for arguments: where parameters start, and padding at two sides. */
public final class ArgumentEntries {
    public static final Signature NORMAL = Signature.of("normal",
            Slot.required("std", new Kind.Real(Range.NOT_NEGATIVE), "the standard deviation"));
    public static final Signature UNIFORM = Signature.of("uniform",
            Slot.required("low", new Kind.Real(Range.ANY), "the least number"),
            Slot.required("high", new Kind.Real(Range.ANY), "above all numbers drawn; more than `low`"));
    public static final Signature CONSTANT = Signature.of("constant",
            Slot.required("value", new Kind.Real(Range.ANY), "the number"));
    public static final Signature END = Signature.of("end",
            Slot.required("pixels", new Kind.Pair(0), "how many pixels at the bottom and at the right"));

    private ArgumentEntries() {}

    /** All of them. */
    static List<Entry> all() {
        return List.of(initial(NORMAL, "Normal numbers around 0.", "normal(0.01)"),
                initial(UNIFORM, "Numbers that are equally likely in a range.", "uniform(-0.05, 0.05)"),
                initial(CONSTANT, "The same number everywhere; a plain number says the same.", "constant(1)"),
                word("he", "Normal numbers with the variance 2 / inputs of one output: what keeps the size of signals"
                        + " through layers with `relu`.", "std = √(2 / inputs)",
                        "He, Zhang, Ren and Sun, 2015"),
                word("xavier", "Normal numbers with the variance 2 / (inputs + outputs): for layers with `tanh` or"
                        + " `sigmoid`.", "std = √(2 / (inputs + outputs))", "Glorot and Bengio, 2010"),
                none(), end());
    }

    private static Entry initial(Signature signature, String summary, String call) {
        return Entry.of(INITIAL_VALUES, signature, Description.of(summary).withExample(example("weight: " + call)));
    }

    private static Entry word(String name, String summary, String rule, String source) {
        return new Entry(name, INITIAL_VALUES, name, List.of(), Description.of(summary).withRule(rule)
                .withSource(source).withExample(example("weight: " + name)));
    }

    private static Entry none() {
        return new Entry("none", INITIAL_VALUES, "none", List.of(),
                Description.of("Leaves a bias out: there is no such parameter.").withExample(example("bias: none")));
    }

    private static Entry end() {
        return Entry.of(PADDING, END, Description
                .of("Pads at the bottom and the right alone, for a `pad:`; so AlexNet's 224 pixels suit a stride of 4.")
                .withExample("""
                        input image: [3, 224, 224]
                        output y = image -> conv(96, 11, stride: 4, pad: end(3)) : [96, 55, 55]
                        """));
    }

    private static String example(String argument) {
        return """
                input x: [64]
                output y = x -> dense(10, %s) : [10]
                """.formatted(argument);
    }
}
