package dev.netc.compiler.host;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import dev.netc.program.Input;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.program.Training;

/** What a generated class's Javadoc says of tensors. */
final class Words {
    private static final int IMAGE = 3;

    private Words() {}

    /** An input, for its {@code @param}. */
    static String of(Input input, boolean batch) {
        return switch (input) {
            case Input.Label label -> "the class of each example, 0 to " + (label.classes() - 1);
            case Input.Tensor tensor -> "{@code " + (batch ? batch(tensor.shape()) : tensor.shape()) + "}";
        };
    }

    /** An input, for the class: {@code image [3, 224, 224]} and what its numbers are. */
    static String of(Program program, Input input) {
        return named(input.name(), shape(input)) + (shape(input).size() == IMAGE ? ": channels, rows, columns" : "")
                + prepared(program.training(), input.name());
    }

    private static String prepared(Training training, String input) {
        return training == null || training.prepare().isEmpty() || !training.image().equals(input)
                ? ""
                : ", as\n{@code prepare " + prepare(training.prepare()) + "} leaves them";
    }

    /** What is done to pixels, in the language's words. */
    static String prepare(List<Prepare> steps) {
        return steps.stream().map(step -> switch (step) {
            case Prepare.Resize(int size) -> "resize(" + size + ")";
            case Prepare.MeanImage() -> "mean(image)";
            case Prepare.MeanChannel() -> "mean(channel)";
            case Prepare.MeanValues(List<Double> values) ->
                "mean(" + values.stream().map(Words::number).collect(Collectors.joining(", ", "[", "]")) + ")";
            case Prepare.Scale(double factor) -> "scale(" + number(factor) + ")";
            case Prepare.OrderBgr() -> "order(bgr)";
        }).collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A batch's shape. */
    static String batch(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[batch, ", "]"));
    }

    /** An example's shape; a label is one number. */
    static List<Integer> shape(Input input) {
        return switch (input) {
            case Input.Tensor tensor -> tensor.shape();
            case Input.Label label -> List.of(1);
        };
    }

    /** A shape, of an input or output by name. */
    static String named(String name, List<Integer> shape) {
        return "{@code " + name + " " + shape + "}";
    }
}
