package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.netc.cli.option.ModelFile;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.compiler.reference.GradientProof.Finding;
import dev.netc.compiler.report.LayerTable;

/**
 * What {@code netc check} found out. Counts are of one example.
 *
 * @param net its name
 * @param layers a row a layer with parameters, and in columns a row a column
 * @param totals over all layers and columns
 * @param batch examples at once, for memory and exchange
 * @param file the model file
 * @param gradients what was found of them; null where nobody asked
 * @param plan what lies where in memory; null where nobody asked
 */
record CheckAnswer(String net, List<Row> layers, Totals totals, int batch, String file, List<Finding> gradients,
        MemoryTable plan)
        implements
            Answer {

    /**
     * A layer of one column.
     *
     * @param column from 0; null outside columns
     * @param output shape of one example
     * @param then the pools and norms that follow
     */
    record Row(String name, String operator, Integer column, List<Integer> output, long parameters,
            long multiplyAdds, List<Follower> then) {}

    /** A pool or a norm, which has no parameters. */
    record Follower(String operator, List<Integer> output) {}

    /**
     * Sums.
     *
     * @param held how many of the parameters {@code params} holds still
     * @param exchangedBytes between logical devices in one training step; null for a net that does not train
     */
    record Totals(long parameters, long held, long multiplyAdds, Long exchangedBytes, Memory memory) {}

    /**
     * Bytes a logical device.
     *
     * @param training null for a net that does not train
     */
    record Memory(List<Long> training, List<Long> inference) {}

    static CheckAnswer of(ModelFile model, Plan plan, int batch, List<Finding> gradients, boolean memory) {
        LayerTable table = LayerTable.of(model.network());
        List<Row> rows = new ArrayList<>();
        for (List<LayerTable.Layer> group : groups(table)) {
            LayerTable.Layer first = group.getFirst();
            for (int column = 0; column < Math.max(1, first.columns()); column++) {
                rows.add(row(first, group.subList(1, group.size()), column));
            }
        }
        Totals totals = new Totals(table.parameters(), LayerTable.held(model.network()), table.multiplyAdds(),
                plan.exchanged().orElse(null),
                new Memory(plan.training().orElse(null), plan.inference()));
        return new CheckAnswer(table.net(), rows, totals, batch, model.file().toString(), gradients,
                memory ? plan.table() : null);
    }

    /** Each layer with parameters and what stands beneath it. */
    private static List<List<LayerTable.Layer>> groups(LayerTable table) {
        List<List<LayerTable.Layer>> groups = new ArrayList<>();
        for (LayerTable.Layer layer : table.layers()) {
            boolean beneath = !layer.isParametric() && !groups.isEmpty()
                    && groups.getLast().getFirst().columns() == layer.columns();
            if (!beneath) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(layer);
        }
        return groups;
    }

    private static Row row(LayerTable.Layer layer, List<LayerTable.Layer> followers, int column) {
        int copies = Math.max(1, layer.columns());
        List<Follower> then = followers.stream().map(f -> new Follower(f.operator(), part(f))).toList();
        return new Row(layer.name(), layer.operator(), layer.columns() == 0 ? null : column, part(layer),
                layer.parameters() / copies, layer.multiplyAdds() / copies, then);
    }

    /** The shape of one column's part. */
    private static List<Integer> part(LayerTable.Layer layer) {
        List<Integer> shape = new ArrayList<>(layer.output().dimensions());
        shape.set(0, shape.get(0) / Math.max(1, layer.columns()));
        return shape;
    }

    @Override
    public String text() {
        return net + "  (" + file + ")\n\n" + layersText() + heldText() + "\n" + plansText()
                + (plan == null ? "" : "\n" + plan.text()) + (gradients == null ? "" : "\n" + gradientsText());
    }

    /** A line a layer, its columns together. */
    private String layersText() {
        Table table = new Table().words("layer").words("operator").figures("columns").words("output")
                .figures("parameters").figures("multiply-adds");
        for (Row row : layers) {
            if (row.column() == null || row.column() == 0) {
                int columns = columnsOf(row);
                int copies = Math.max(1, columns);
                table.row(row.name(), row.operator(), columns == 0 ? "" : Integer.toString(columns),
                        whole(row.output(), copies), Figures.count(row.parameters() * copies),
                        Figures.count(row.multiplyAdds() * copies));
                row.then().forEach(f -> table.row("", f.operator(), "", whole(f.output(), copies), "", ""));
            }
        }
        table.row("total", "", "", "", Figures.count(totals.parameters()), Figures.count(totals.multiplyAdds()));
        return table.text();
    }

    private String heldText() {
        return totals.held() == 0
                ? ""
                : "\nThe rate of " + Figures.count(totals.held(), "parameter") + " is 0: training holds "
                        + (totals.held() == 1 ? "it" : "them") + " still.\n";
    }

    private int columnsOf(Row row) {
        return row.column() == null
                ? 0
                : Math.toIntExact(layers.stream().filter(r -> r.column() != null && r.name().equals(row.name())
                        && r.operator().equals(row.operator())).count());
    }

    private static String whole(List<Integer> part, int copies) {
        List<Integer> shape = new ArrayList<>(part);
        shape.set(0, shape.get(0) * copies);
        return Figures.shape(shape);
    }

    private String plansText() {
        Table table = new Table().words("at a batch of " + Figures.count(batch));
        totals.memory().inference().forEach(bytes -> table.figures("device " + (table.width() - 1)));
        if (totals.memory().training() != null) {
            table.row(line("memory for training", totals.memory().training()));
        }
        table.row(line("memory for inference", totals.memory().inference()));
        boolean alone = totals.memory().inference().size() == 1;
        String exchange = totals.exchangedBytes() == null || alone
                ? ""
                : "\nIn a training step " + Figures.count(totals.exchangedBytes()) + " bytes cross between devices.\n";
        return table.text() + exchange;
    }

    private static List<String> line(String what, List<Long> bytes) {
        List<String> cells = new ArrayList<>(List.of(what));
        bytes.forEach(b -> cells.add(Figures.mebibytes(b)));
        return cells;
    }

    private String gradientsText() {
        Table table = new Table().words("gradient by").figures("elements").figures("directions")
                .figures("relative error").words("");
        gradients.forEach(f -> table.row(f.name(), Figures.count(f.elements()), Figures.count(f.directions()),
                String.format(Locale.ROOT, "%.1e", f.relativeError()), f.holds() ? "" : "DOES NOT HOLD"));
        return table.text();
    }
}
