package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.compiler.network.Network;
import dev.netc.interchange.onnx.writer.OnnxModel;
import dev.netc.interchange.onnx.writer.OnnxWriter;
import dev.netc.program.Input;
import dev.netc.program.Output;

/**
 * What {@code netc export} wrote.
 *
 * @param net its name
 * @param file that was written
 * @param operatorSet of ONNX, that the nodes are of
 * @param nodes operators applied
 * @param parameters tensors of the net's own
 * @param bytes of the file
 * @param inputs of the file, shapes for one example
 * @param outputs likewise
 */
record ExportAnswer(String net, String file, int operatorSet, int nodes, int parameters, long bytes,
        List<Port> inputs, List<Port> outputs) implements Answer {
    /** An input or an output. */
    record Port(String name, List<Integer> shape) {}

    static ExportAnswer of(Network network, List<Output> outputs, String file, OnnxModel model) {
        List<Port> inputs = new ArrayList<>();
        for (Input input : network.inputs()) {
            if (input instanceof Input.Tensor(String name, List<Integer> shape)) {
                inputs.add(new Port(name, shape));
            }
        }
        return new ExportAnswer(network.name(), file, OnnxWriter.OPERATOR_SET, model.nodes(), model.parameters(),
                model.bytes(), inputs, outputs.stream().map(o -> new Port(o.name(), o.shape())).toList());
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder("%s: %s, %s in %s (%s, operator set %d)%n".formatted(net,
                Figures.count(nodes, "node"), Figures.count(parameters, "parameter"), file, Figures.mebibytes(bytes),
                operatorSet));
        inputs.forEach(input -> line(text, "input ", input));
        outputs.forEach(output -> line(text, "output", output));
        return text.toString();
    }

    private static void line(StringBuilder text, String kind, Port port) {
        text.append("  %s  %s  float32 [batch, %s%n".formatted(kind, port.name(),
                Figures.shape(port.shape()).substring(1)));
    }
}
