package dev.netc.compiler.define;

import java.util.List;

/**
 * A word of the language that a model calls or sets, with all that is told of it.
 *
 * @param name {@code conv}
 * @param group where it may stand
 * @param usage how it is written: {@code dense(units, weight: he, bias: constant(0))}, {@code batch 128}
 * @param arguments in their order
 */
public record Entry(String name, Group group, String usage, List<Told> arguments, Description description) {
    public Entry {
        arguments = List.copyOf(arguments);
    }

    /** Where words stand. */
    public enum Group {
        OPERATOR, COMMUNICATION, FUNCTION, INITIAL_VALUES, PADDING, SETTING, LOSS, OPTIMIZER, SCHEDULE, PREPARE, AUGMENT;

        /** Whether it stands in a train block. */
        public boolean isSetting() {
            return compareTo(SETTING) >= 0;
        }
    }

    /**
     * An argument.
     *
     * @param takes what it may be, in words
     * @param standard its value when it is left out; empty where it has none
     * @param optional whether it may be left out
     */
    public record Told(String name, String takes, String standard, boolean optional, String meaning) {}

    /** An entry of what has a signature. */
    static Entry of(Group group, Signature signature, Description description) {
        String usage = signature.slots().isEmpty() ? signature.function() : signature.toString();
        return new Entry(signature.function(), group, usage, signature.slots().stream().map(Entry::told).toList(),
                description);
    }

    /** The example as a whole model file; that of a setting in the train block of a small net. */
    public String exampleNet() {
        String lines = description.example();
        return "net Example {\n" + (group.isSetting() ? training(lines) : lines).indent(2) + "}\n";
    }

    private static String training(String lines) {
        String loss = lines.startsWith("loss") ? "" : "  loss cross_entropy(scores, label)\n";
        String optimizer = lines.startsWith("optimizer") ? "" : "  optimizer sgd(rate: 0.01)\n";
        return """
                input image: [3, 32, 32]
                input label: class(10)
                scores = image -> dense(10)
                output probabilities = softmax(scores)
                train {
                """ + loss + optimizer + lines.indent(2) + "}";
    }

    private static Told told(Slot slot) {
        String takes = slot.kind() instanceof Kind.Real(Range range) && range != Range.ANY
                ? "a number, " + range.words()
                : slot.kind().expected();
        return new Told(slot.name(), takes, slot.shown(), slot.optional(), slot.meaning());
    }
}
