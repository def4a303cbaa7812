package dev.netc.interchange.draft;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.netc.compiler.shape.Shape;

/** Writes a draft's statements as a model file; the formatter lays it out. */
final class NetText {
    private final Draft draft;
    private final Statements.Written written;
    private final boolean filled;
    private final StringBuilder text = new StringBuilder();

    /** @param filled whether a file holds the weights, so that the text need not say where they start */
    NetText(Draft draft, Statements.Written written, boolean filled) {
        this.draft = draft;
        this.written = written;
        this.filled = filled;
    }

    /** All of the net. */
    String write(List<Layer> layers) {
        text.append("net ").append(Names.identifier(draft.name())).append(" {\n");
        draft.inputs().forEach(i -> line("input " + written.named().get(i.value().id()) + ": "
                + (i.classes() > 0 ? "class(" + i.classes() + ")" : i.value().shape())));
        List<String> functions = Functions.neededBy(layers);
        if (!functions.isEmpty()) {
            text.append('\n');
            functions.forEach(this::line);
        }
        written.blocks().forEach(this::block);
        written.aliases().forEach((name, value) -> line("output " + name + " = " + name(value)));
        draft.recipe().ifPresent(this::train);
        return text.append("}\n").toString();
    }

    private void block(Block block) {
        text.append('\n');
        if (block.columns() > 1) {
            line("columns " + block.columns() + " {");
        }
        block.statements().forEach(s -> line((s.output() ? "output " : "") + s.name() + " = " + chain(s) + shape(s)));
        if (block.columns() > 1) {
            line("}\n");
        }
    }

    private void line(String statement) {
        text.append(statement).append('\n');
    }

    private void train(Recipe recipe) {
        text.append("\ntrain {\n");
        line("loss cross_entropy(" + name(recipe.logits()) + ", " + name(recipe.label()) + ")");
        recipe.settings().forEach(this::line);
        text.append("}\n");
    }

    /** What a loss reads where this is the output: what a softmax at its end reads, else itself. */
    String logits(Value output) {
        return written.statements().filter(s -> s.last().result().equals(output)).findFirst()
                .filter(s -> s.last().isSoftmax()).map(this::withoutLast).orElseGet(() -> name(output));
    }

    private String withoutLast(Statement statement) {
        List<Layer> before = statement.steps().subList(0, statement.steps().size() - 1);
        return before.isEmpty()
                ? name(statement.last().follows().orElseThrow())
                : chain(new Statement(statement.name(), false, before));
    }

    /** A value as it is named outside columns, where it is that of all. */
    private String name(Value value) {
        String name = written.named().get(value.id());
        return written.columns().of(value) == 1 ? name : "all(" + name + ")";
    }

    /** A value as it is named by a layer: in its own column, in all, or sent to all columns. */
    private String name(Value value, Layer reader) {
        String name = written.named().get(value.id());
        boolean outside = written.columns().of(reader.result()) == 1 || draft.layerOf(value).isEmpty();
        return written.columns().isApart(reader, value) ? name : outside ? name(value) : "all(" + name + ")";
    }

    /** A size that changed is written, so that the compiler holds this text to what the file computes. */
    private String shape(Statement statement) {
        Value last = statement.last().result();
        Shape after = last.shape().withChannels(last.shape().channels() / written.columns().of(last));
        boolean window = statement.steps().stream().flatMap(s -> s.function().stream()).anyMatch(
                f -> f.equals("conv") || f.equals("maxpool") || f.equals("avgpool") || f.equals("concat"));
        boolean resized = statement.steps().getFirst().term().values()
                .anyMatch(v -> v.shape().height() != after.height() || v.shape().width() != after.width());
        return window && resized && after.isImage() ? " : " + after : "";
    }

    private String chain(Statement statement) {
        Layer first = statement.steps().getFirst();
        boolean alone = statement.steps().size() == 1 && first.term() instanceof Term.Call(var f, var o, var arguments)
                && o.size() == 1 && arguments.isEmpty();
        String start = first.follows().filter(v -> !alone).map(v -> name(v, first) + " -> " + step(first))
                .orElseGet(() -> expression(first, first.term(), false));
        return Stream.concat(Stream.of(start), statement.steps().stream().skip(1).map(this::step))
                .collect(Collectors.joining(" -> "));
    }

    /** A call behind an arrow: its first operand is what the arrow brings. */
    private String step(Layer layer) {
        Term.Call call = layer.ofColumn(written.columns().of(layer.result())).call().orElseThrow();
        return call.function() + brackets(Stream.concat(
                call.operands().stream().skip(1).map(o -> expression(layer, o, false)), arguments(layer, call)));
    }

    private Stream<String> arguments(Layer layer, Term.Call call) {
        Stream<String> starts = layer.weights().stream()
                .filter(w -> layer.isMain() && !filled && w.uniform().isPresent())
                .filter(w -> !w.role().equals("bias") || w.uniform().getAsDouble() != 0)
                .map(w -> w.role() + ": constant(" + Decimal.of(w.uniform().getAsDouble()).text() + ")");
        return Stream.concat(call.arguments().stream(), starts);
    }

    private static String brackets(Stream<String> arguments) {
        String inside = arguments.collect(Collectors.joining(", "));
        return inside.isEmpty() ? "" : "(" + inside + ")";
    }

    private String expression(Layer layer, Term term, boolean inside) {
        return switch (term) {
            case Term.Of(Value value) -> name(value, layer);
            case Term.Literal(Decimal number) ->
                number.isNegative() && inside ? "(" + number.text() + ")" : number.text();
            case Term.Filters filters -> expression(layer, filters.call(), inside);
            case Term.Call call -> call.function() + brackets(Stream.concat(
                    call.operands().stream().map(o -> expression(layer, o, false)), call.arguments().stream()));
            case Term.Infix(Term left, char operator, Term right) -> {
                String sum = expression(layer, left, true) + " " + operator + " " + expression(layer, right, true);
                yield inside ? "(" + sum + ")" : sum;
            }
        };
    }
}
