package dev.netc.cli.picture;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Local;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Pointwise;

/** What an operation does, in a few words for a box. */
final class OperatorWords {
    private OperatorWords() {}

    static String of(Operator operator) {
        return switch (operator) {
            case Conv conv -> "conv " + window(conv.kernelHeight(), conv.kernelWidth(), conv.strideHeight(),
                    conv.strideWidth()) + groups(conv.groups());
            case Local local -> "local " + window(local.kernelHeight(), local.kernelWidth(), local.strideHeight(),
                    local.strideWidth());
            case MaxPool pool -> "maxpool " + window(pool.sizeHeight(), pool.sizeWidth(), pool.strideHeight(),
                    pool.strideWidth());
            case AvgPool pool -> "avgpool " + (pool.vector()
                    ? "all"
                    : window(pool.sizeHeight(), pool.sizeWidth(), pool.strideHeight(), pool.strideWidth()));
            case Lrn lrn -> "lrn " + lrn.size();
            case LrnWithin lrn -> "lrn within " + lrn.size() + " × " + lrn.size();
            case Dropout dropout -> "dropout " + dropout.drop();
            case Pointwise pointwise -> pointwise.function();
            default -> operator.name().replace('_', ' ');
        };
    }

    private static String window(int height, int width, int strideDown, int strideAcross) {
        String stride = strideDown == strideAcross ? String.valueOf(strideDown) : strideDown + " × " + strideAcross;
        return height + " × " + width + (stride.equals("1") ? "" : ", stride " + stride);
    }

    private static String groups(int groups) {
        return groups == 1 ? "" : ", " + groups + " groups";
    }
}
