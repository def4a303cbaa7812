package dev.netc.interchange.onnx.writer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.Concat;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Local;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.operator.Softmax;
import dev.netc.interchange.ExportException;
import dev.netc.interchange.onnx.remark.ScaledDropout;

/**
 * One operation of a net, in all its columns at once. Where the columns of an operand lie apart, so do those of the result; where every
 * column reads the same and has no parameters, one result is that of all.
 *
 * @param graph to write to
 * @param operation what is written
 * @param result name of its result
 * @param operands in the order of the operation
 * @param parameters names, columns joined
 */
record OperationWriter(GraphWriter graph, Operation operation, String result, List<Flow> operands,
        List<String> parameters) {

    /**
     * Writes it.
     *
     * @param readers how many columns the value has that {@code all} joins: 1 where it is computed outside columns
     * @throws ExportException where ONNX cannot say it
     */
    Flow write(int readers) {
        Flow first = operands.get(0);
        return switch (operation.operator()) {
            case All all -> joined(first, readers);
            case Concat concat -> concat();
            case Pointwise pointwise -> pointwise(pointwise);
            case Dropout dropout -> dropout(dropout);
            case Conv conv -> own(windows().conv(conv, grouped(first, conv.groups()), parameters));
            case Dense dense -> own(windows().dense(dense, first, parameters));
            case Local local -> own(windows().local(local, first, parameters, operation.copies()));
            case BatchNorm norm -> own(norms().batchNorm(norm, tiled(first, operation.copies()), parameters));
            case MaxPool pool -> like(first, windows().maxPool(pool, first));
            case AvgPool pool -> like(first, windows().avgPool(pool, first));
            case Lrn lrn -> like(first, norms().lrn(lrn, first));
            case LrnWithin lrn -> like(first, norms().lrnWithin(lrn, first));
            case Softmax softmax -> like(first, norms().softmax(first));
            case Reshape reshape -> first.shape().equals(operation.shape())
                    ? first
                    : like(first, graph.node("Flatten", result, List.of(first.name())));
            default -> throw new ExportException(
                    operation.operator().name() + " at `" + result + "` is nothing that ONNX is known to say");
        };
    }

    private WindowNodes windows() {
        return new WindowNodes(graph, result);
    }

    private NormNodes norms() {
        return new NormNodes(graph, result);
    }

    /** A result of parameters, which every column has of its own. */
    private Flow own(String name) {
        return new Flow(name, operation.shape(), operation.copies());
    }

    private Flow like(Flow operand, String name) {
        return new Flow(name, operation.shape(), operand.parts());
    }

    /** All columns' values, which from here on are one. */
    private Flow joined(Flow value, int columns) {
        return new Flow(tiled(value, columns).name(), operation.shape(), 1);
    }

    /** What all columns have alike, once for each of them. */
    private Flow tiled(Flow value, int columns) {
        return value.parts() == columns
                ? value
                : new Flow(graph.step("Concat", result, "columns", Collections.nCopies(columns, value.name()),
                        Attributes.axis(1)), value.shape(), columns);
    }

    /** Where all columns read the same, their filters are only more of them, unless each takes groups of the channels. */
    private Flow grouped(Flow image, int groups) {
        return groups == 1 ? image : tiled(image, operation.copies());
    }

    private Flow pointwise(Pointwise pointwise) {
        int parts = parts();
        List<Flow> alike = operands.stream().map(operand -> tiled(operand, parts)).toList();
        String name = new ScalarNodes(graph, result, alike.stream().map(Flow::name).toList()).write(pointwise.body());
        return new Flow(name, operation.shape(), parts);
    }

    /** What it is at test time: nothing, or a product that says what it is for. */
    private Flow dropout(Dropout dropout) {
        Flow kept = pointwise(dropout.atTest());
        if (!dropout.scaleInTraining()) {
            graph.document(new ScaledDropout(dropout.drop()).text());
        }
        return kept;
    }

    private int parts() {
        return operands.stream().mapToInt(Flow::parts).max().orElse(1);
    }

    /** Of columns apart, first all of the first column, then all of the second. */
    private Flow concat() {
        int parts = parts();
        List<String> pieces = new ArrayList<>();
        if (parts == 1) {
            operands.forEach(operand -> pieces.add(operand.name()));
        } else {
            List<List<String>> columns = operands.stream().map(operand -> operand.parts() == 1
                    ? Collections.nCopies(parts, operand.name())
                    : graph.split(result, operand.name(), parts)).toList();
            for (int column = 0; column < parts; column++) {
                int here = column;
                columns.forEach(operand -> pieces.add(operand.get(here)));
            }
        }
        return new Flow(graph.node("Concat", result, pieces, Attributes.axis(1)), operation.shape(), parts);
    }
}
