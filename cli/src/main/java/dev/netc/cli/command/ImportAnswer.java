package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.List;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.interchange.Imported;

/**
 * What {@code netc import} wrote.
 *
 * @param model the model file
 * @param weights the file of the parameters, or null where the net has none with values of their own
 * @param inputs of the net
 * @param outputs of the net
 * @param parameters of the net
 * @param notes what is said otherwise than in the file, or left out
 */
record ImportAnswer(String model, String weights, List<Imported.Carried> inputs, List<Imported.Carried> outputs,
        List<Imported.Parameter> parameters, List<String> notes) implements Answer {
    private static final int LONGEST_NAME = 200;

    static ImportAnswer of(Imported net, Path model, Path weights) {
        return new ImportAnswer(model.toString(), net.weights().isEmpty() ? null : weights.toString(), net.inputs(),
                net.outputs(), net.parameters(), net.notes());
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(model).append(weights == null ? "" : "\n" + weights).append("\n\n");
        Table table = new Table().words("").words("in the net").words("in the file").words("shape");
        inputs.forEach(i -> table.row("input", i.name(), shown(i.from()), shape(i.shape())));
        outputs.forEach(o -> table.row("output", o.name(), shown(o.from()), shape(o.shape())));
        parameters.forEach(p -> table.row("", p.name(), shown(p.from()), shape(p.shape()) + where(p)));
        text.append(table.text());
        if (!notes.isEmpty()) {
            text.append("\nSaid otherwise, or left out:\n");
            notes.forEach(note -> text.append("  ").append(note).append('\n'));
        }
        return text.toString();
    }

    /** A name of megabytes would make every line as long. */
    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String shape(List<Integer> shape) {
        return shape.isEmpty() ? "a class" : Figures.shape(shape.stream().map(Integer::longValue).toList());
    }

    private static String where(Imported.Parameter parameter) {
        return switch (parameter.given()) {
            case WEIGHTS -> "";
            case MODEL -> "  one number, in the model";
            case MISSING -> "  no values";
        };
    }
}
