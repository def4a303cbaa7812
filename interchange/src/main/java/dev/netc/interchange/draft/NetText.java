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

    private NetText(Draft draft, Statements.Written written, boolean filled) {
        this.draft = draft;
        this.written = written;
        this.filled = filled;
    }

    /** @param filled whether a file holds the weights, so that the text need not say where they start */
    static String of(Draft draft, List<Layer> layers, Statements.Written written, boolean filled) {
        return new NetText(draft, written, filled).write(layers);
    }

    private String write(List<Layer> layers) {
        text.append("net ").append(Names.identifier(draft.name())).append(" {\n");
        draft.inputs().forEach(i -> line("input " + written.named().get(i.value().id()) + ": "
                + (i.classes() > 0 ? "class(" + i.classes() + ")" : i.value().shape())));
        List<String> functions = Functions.neededBy(layers);
        if (!functions.isEmpty()) {
            text.append('\n');
            functions.forEach(this::line);
        }
        text.append('\n');
        written.statements().forEach(s -> line((s.output() ? "output " : "") + s.name() + " = " + chain(s) + shape(s)));
        written.aliases().forEach((name, value) -> line("output " + name + " = " + value));
        draft.recipe().ifPresent(this::train);
        return text.append("}\n").toString();
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

    private String name(Value value) {
        return written.named().get(value.id());
    }

    /** A size that changed is written, so that the compiler holds this text to what the file computes. */
    private String shape(Statement statement) {
        Shape after = statement.last().result().shape();
        boolean window = statement.steps().stream().flatMap(s -> s.function().stream()).anyMatch(
                f -> f.equals("conv") || f.equals("maxpool") || f.equals("avgpool") || f.equals("concat"));
        boolean resized = statement.steps().getFirst().term().values()
                .anyMatch(v -> v.shape().height() != after.height() || v.shape().width() != after.width());
        return window && resized && after.isImage() ? " : " + after : "";
    }

    private String chain(Statement statement) {
        Layer first = statement.steps().getFirst();
        boolean alone = statement.steps().size() == 1 && first.term() instanceof Term.Call(var f, var o, var arguments)
                && o.size() == 1 && arguments.isEmpty() && !first.isMain();
        String start = first.follows().filter(v -> !alone).map(v -> name(v) + " -> " + step(first))
                .orElseGet(() -> expression(first.term(), false));
        return Stream.concat(Stream.of(start), statement.steps().stream().skip(1).map(this::step))
                .collect(Collectors.joining(" -> "));
    }

    /** A call behind an arrow: its first operand is what the arrow brings. */
    private String step(Layer layer) {
        Term.Call call = (Term.Call) layer.term();
        return call.function() + brackets(Stream.concat(
                call.operands().stream().skip(1).map(o -> expression(o, false)), arguments(layer, call)));
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

    private String expression(Term term, boolean inside) {
        return switch (term) {
            case Term.Of(Value value) -> name(value);
            case Term.Literal(Decimal number) ->
                number.isNegative() && inside ? "(" + number.text() + ")" : number.text();
            case Term.Call call -> call.function() + brackets(Stream.concat(
                    call.operands().stream().map(o -> expression(o, false)), call.arguments().stream()));
            case Term.Infix(Term left, char operator, Term right) -> {
                String sum = expression(left, true) + " " + operator + " " + expression(right, true);
                yield inside ? "(" + sum + ")" : sum;
            }
        };
    }
}
