package dev.netc.cli.picture;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Window;

/** What an operation does, in a few words for a box. */
final class OperatorWords {
    private OperatorWords() {}

    static String of(Operator operator) {
        return switch (operator) {
            case Conv conv -> "conv " + window(new Window(conv.kernelHeight(), conv.kernelWidth(),
                    conv.strideHeight(), conv.strideWidth(), conv.pad())) + groups(conv.groups());
            case MaxPool pool -> "maxpool " + window(pool.window());
            case Lrn lrn -> "lrn " + lrn.size();
            case Dropout dropout -> "dropout " + dropout.drop();
            case Pointwise pointwise -> pointwise.function();
            default -> operator.name().replace('_', ' ');
        };
    }

    private static String window(Window window) {
        String size = window.height() + " × " + window.width();
        boolean square = window.strideHeight() == window.strideWidth();
        String stride = square
                ? String.valueOf(window.strideHeight())
                : window.strideHeight() + " × " + window.strideWidth();
        return stride.equals("1") ? size : size + ", stride " + stride;
    }

    private static String groups(int groups) {
        return groups == 1 ? "" : ", " + groups + " groups";
    }
}
