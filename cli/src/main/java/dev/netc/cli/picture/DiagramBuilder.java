package dev.netc.cli.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.cli.output.Figures;
import dev.netc.cli.picture.Diagram.Box;
import dev.netc.cli.picture.Diagram.Kind;
import dev.netc.cli.picture.Diagram.Link;
import dev.netc.cli.picture.Diagram.Section;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.report.KernelGroups;
import dev.netc.compiler.report.LayerTable;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;
import dev.netc.program.Training;

/** Makes the diagram of a net. */
final class DiagramBuilder {
    private final Network network;
    private final Map<Integer, String> bindings;
    private final List<Section> sections = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private final Map<Integer, Integer> boxOfOperation = new HashMap<>();
    private final Map<Integer, Integer> sectionOfOperation = new HashMap<>();

    private DiagramBuilder(Network network) {
        this.network = network;
        this.bindings = LayerTable.bindings(network);
    }

    static Diagram of(Network network) {
        DiagramBuilder builder = new DiagramBuilder(network);
        builder.findSections();
        builder.addKernels(KernelGroups.of(network));
        network.operations().forEach(builder::link);
        network.outputs().forEach(builder::output);
        builder.loss();
        return new Diagram(builder.title(), builder.sections, builder.boxes, List.copyOf(builder.links));
    }

    private String title() {
        LayerTable table = LayerTable.of(network);
        return network.name() + ": " + Figures.count(table.parameters(), "parameter") + ", "
                + Figures.count(table.multiplyAdds()) + " multiply-adds an example";
    }

    /** Operations stand in the order of the source, so that what depends on a columns block stands behind it. */
    private void findSections() {
        Operation before = null;
        for (Operation operation : network.operations()) {
            if (before == null || before.group() != operation.group()) {
                sections.add(new Section(operation.columns()));
            }
            sectionOfOperation.put(operation.id(), sections.size() - 1);
            before = operation;
        }
        if (sections.isEmpty()) {
            sections.add(new Section(0));
        }
    }

    private void addKernels(List<List<Integer>> groups) {
        Map<String, Long> boxesOf = groups.stream()
                .filter(ids -> !(network.operations().get(ids.getLast()).operator() instanceof All))
                .collect(Collectors.groupingBy(ids -> bindings.get(ids.getLast()), Collectors.counting()));
        Set<String> named = network.bindings().stream().map(Network.Named::name).collect(Collectors.toSet());
        named.removeIf(binding -> boxesOf.getOrDefault(binding, 0L) > 1);
        groups.forEach(ids -> addKernel(ids, named));
    }

    /**
     * Adds a box.
     *
     * @param alone bindings of one box, which has their name; others have a frame
     */
    private void addKernel(List<Integer> ids, Set<String> alone) {
        List<Operation> group = ids.stream().map(network.operations()::get).toList();
        Operation last = group.getLast();
        boolean all = last.operator() instanceof All;
        String binding = bindings.get(last.id());
        List<String> lines = group.stream().map(o -> OperatorWords.of(o.operator())).toList();
        String name = all ? "" : name(group, binding, alone);
        int box = add(sectionOfOperation.get(last.id()), all ? Kind.ALL : Kind.KERNEL,
                lines.contains(name) ? "" : name, lines, note(group), tip(group), last.shape(), all ? "" : binding);
        ids.forEach(id -> boxOfOperation.put(id, box));
    }

    private int add(int section, Kind kind, String title, List<String> lines, String note, String tip, Shape shape,
            String frame) {
        boxes.add(new Box(boxes.size(), section, kind, title, lines, note, tip, shape, frame));
        return boxes.size() - 1;
    }

    /** The name of its parameters within their binding: {@code squeeze1x1}; the binding's own is its frame's. */
    private static String name(List<Operation> group, String binding, Set<String> alone) {
        return group.stream().flatMap(o -> o.parameters().stream()).findFirst()
                .map(p -> p.name().substring(0, p.name().length() - p.role().length() - 1))
                .filter(n -> !n.equals(binding))
                .map(n -> n.startsWith(binding + ".") ? n.substring(binding.length() + 1) : n)
                .orElse(alone.contains(binding) ? binding : "");
    }

    private static long parameters(List<Operation> group) {
        return group.stream().flatMap(o -> o.parameters().stream()).filter(Network.ParameterSpec::trained)
                .mapToLong(p -> p.shape().elements()).sum();
    }

    private static String note(List<Operation> group) {
        long parameters = parameters(group);
        return parameters == 0 ? "" : Figures.count(parameters, "parameter");
    }

    private String tip(List<Operation> group) {
        List<String> lines = new ArrayList<>();
        for (Operation operation : group) {
            long multiplyAdds = LayerTable.multiplyAdds(network, operation);
            lines.add(OperatorWords.of(operation.operator()) + " gives " + operation.shape()
                    + (multiplyAdds == 0 ? "" : ", " + Figures.count(multiplyAdds) + " multiply-adds an example"));
            operation.parameters().forEach(p -> lines.add("  " + p.name() + " " + p.shape()));
        }
        boolean columns = group.getLast().columns() > 0 && parameters(group) > 0;
        return lines.stream().collect(Collectors.joining("\n")) + (columns ? "\nin each column" : "");
    }

    private void link(Operation operation) {
        int to = boxOfOperation.get(operation.id());
        for (Network.Value operand : operation.operands()) {
            from(operand, sectionOfOperation.get(operation.id())).filter(from -> from != to)
                    .ifPresent(from -> links.add(new Link(from, to)));
        }
    }

    /** The box that has a value; inputs are fed to every device, and so have a box in each section that reads them. */
    private Optional<Integer> from(Network.Value value, int section) {
        return switch (value) {
            case Network.ResultValue(int id) -> Optional.of(boxOfOperation.get(id));
            case Network.InputValue(String name) -> network.input(name).map(input -> inputBox(input, section));
        };
    }

    private int inputBox(Input input, int section) {
        return boxes.stream()
                .filter(b -> b.kind() == Kind.INPUT && b.section() == section && b.title().equals(input.name()))
                .findFirst().map(Box::id).orElseGet(() -> switch (input) {
                    case Input.Tensor(String name, List<Integer> shape) -> add(section, Kind.INPUT, name, List.of(), "",
                            "input " + name + ": " + shape, new Shape(shape), "");
                    case Input.Label label ->
                        throw new IllegalArgumentException("the label " + label.name() + " is no tensor");
                });
    }

    private void output(Network.Named output) {
        int section = section(output.value());
        from(output.value(), section).ifPresent(from -> links.add(new Link(from,
                add(section, Kind.OUTPUT, output.name(), List.of(), "", "output " + output.name() + ": "
                        + box(from).shape(), box(from).shape(), ""))));
    }

    private Box box(int id) {
        return boxes.get(id);
    }

    private int section(Network.Value value) {
        return switch (value) {
            case Network.ResultValue(int id) -> sectionOfOperation.get(id);
            case Network.InputValue input -> 0;
        };
    }

    private void loss() {
        if (network.train() == null) {
            return;
        }
        Network.Value logits = network.train().logits();
        Training settings = network.train().settings();
        int section = section(logits);
        int loss = add(section, Kind.LOSS, "loss", List.of("cross entropy",
                settings.label() + ": class(" + settings.logits() + ")"), "", "in training only", Shape.of(1), "");
        from(logits, section).ifPresent(from -> links.add(new Link(from, loss)));
    }
}
