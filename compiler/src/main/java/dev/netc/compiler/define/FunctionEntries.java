package dev.netc.compiler.define;

import java.util.List;

/** Pointwise functions, those that are given and those of the prelude, and {@code all}. */
final class FunctionEntries {
    private static final String SHAPE = "As the tensors among the operands, which have one shape; numbers stand for a tensor"
            + " of that shape.";
    private static final String TIE = "At a tie the second argument gets the gradient.";
    private static final String TENSOR = "a tensor or a number";
    private static final Entry.Told OPERAND = new Entry.Told("x", TENSOR, "", false, "the operand");

    private FunctionEntries() {}

    /** {@code all}. */
    static Entry all() {
        return new Entry("all", Entry.Group.COMMUNICATION, "all(x)",
                List.of(new Entry.Told("x", "a tensor of a column, or of before the columns", "", false,
                        "what every column is to see")),
                Description
                        .of("What every column has, joined along channels (or features) in column order: the only thing"
                                + " that crosses between devices.")
                        .withShape(
                                "`[channels, height, width]` in each of N columns becomes `[N · channels, height, width]`,"
                                        + " `[features]` becomes `[N · features]`. Of a value computed before the columns, inside"
                                        + " them, it is that value, sent to every column, and keeps its shape.")
                        .withGradient(
                                "Each column sends back the gradient of every part; they are added in column order,"
                                        + " so that the sum is the same on any number of devices.")
                        .withExample("""
                                input image: [3, 32, 32]
                                columns 2 {
                                  a = image  -> conv(48, 5, pad: 2) : [48, 32, 32]
                                  b = all(a) -> conv(64, 3, pad: 1) : [64, 32, 32]
                                }
                                output y = all(b) : [128, 32, 32]
                                """));
    }

    /** Those that the compiler knows and those of the prelude. */
    static List<Entry> functions() {
        return List.of(
                ofOne("relu", "The rectified linear unit: what is negative becomes 0.", "y = max(x, 0)",
                        "At 0 the gradient is 0."),
                withNumber("leaky", "slope", "0.01", "the slope below 0",
                        "As `relu`, but what is negative keeps a small slope.", "y = max(x, 0) + slope · min(0, x)",
                        "At 0 the gradient is `slope`."),
                withNumber("elu", "alpha", "1", "how far below 0 it goes",
                        "The exponential linear unit: bends smoothly towards −alpha.",
                        "y = max(x, 0) + alpha · (exp(min(0, x)) − 1)", "At 0 the gradient is `alpha`."),
                ofOne("tanh", "The hyperbolic tangent, between −1 and 1.", "y = tanh x", ""),
                ofOne("sigmoid", "The logistic function, between 0 and 1.", "y = 1 / (1 + exp(−x))", ""),
                ofOne("exp", "The exponential function.", "y = eˣ", ""),
                ofOne("log", "The natural logarithm; −∞ at 0, not a number below.", "y = ln x", ""),
                ofOne("sqrt", "The square root; not a number below 0.", "y = √x", ""),
                ofOne("abs", "The size without its sign.", "y = |x|", "At 0 the gradient is 0."),
                ofTwo("pow", "A power; of a negative number only with a whole exponent.", "y = aᵇ", ""),
                ofTwo("min", "The smaller of two.", "y = a if a < b, else b", TIE),
                ofTwo("max", "The larger of two.", "y = a if a > b, else b", TIE));
    }

    private static Entry ofOne(String name, String summary, String rule, String gradient) {
        return entry(name, name + "(x)", List.of(OPERAND), "x -> " + name, described(summary, rule, gradient));
    }

    private static Entry withNumber(String name, String number, String standard, String meaning, String summary,
            String rule, String gradient) {
        return entry(name, "%s(x, %s = %s)".formatted(name, number, standard),
                List.of(OPERAND, new Entry.Told(number, "a number or a tensor", standard, true, meaning)),
                "x -> " + name, described(summary, rule, gradient));
    }

    private static Entry ofTwo(String name, String summary, String rule, String gradient) {
        return entry(name, name + "(a, b)",
                List.of(new Entry.Told("a", TENSOR, "", false, "the first operand"),
                        new Entry.Told("b", TENSOR, "", false, "the second operand")),
                name + "(x, 2)", described(summary, rule, gradient));
    }

    private static Description described(String summary, String rule, String gradient) {
        return Description.of(summary).withRule(rule).withShape(SHAPE).withGradient(gradient);
    }

    private static Entry entry(String name, String usage, List<Entry.Told> arguments, String call,
            Description description) {
        return new Entry(name, Entry.Group.FUNCTION, usage, arguments, description.withExample("""
                input x: [16, 8, 8]
                output y = %s : [16, 8, 8]
                """.formatted(call)));
    }
}
