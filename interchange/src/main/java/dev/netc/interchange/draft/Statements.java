package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Joins layers to chains, as a person would write them: a chain begins at a layer with weights, and goes on as long as nobody
 * else reads what stands between.
 */
final class Statements {
    private final Draft draft;
    private final List<Layer> layers;
    private final Columns columns;
    private final Map<Integer, Integer> uses = new HashMap<>();
    private final Map<Integer, List<String>> outputsOf = new HashMap<>();
    private final Map<Integer, List<Layer>> chains = new LinkedHashMap<>();
    private final Names names = new Names();
    private final Map<Integer, String> named = new HashMap<>();
    private final Map<String, String> outputNames = new LinkedHashMap<>();

    private Statements(Draft draft, List<Layer> layers, Columns columns) {
        this.draft = draft;
        this.layers = layers;
        this.columns = columns;
    }

    /**
     * The statements of a draft.
     *
     * @param blocks in the order in which they are written
     * @param columns which values stand in columns
     * @param named the name of each input and of each statement's value, by the value's number
     * @param outputNames names in the net by the file's
     * @param aliases outputs that are a value of another name: the name, and the value's name
     */
    record Written(List<Block> blocks, Columns columns, Map<Integer, String> named, Map<String, String> outputNames,
            Map<String, Value> aliases) {

        /** The statements in the order of the text. */
        Stream<Statement> statements() {
            return blocks.stream().flatMap(b -> b.statements().stream());
        }

        /** The layers in the order of the text. */
        Stream<Layer> layers() {
            return statements().flatMap(s -> s.steps().stream());
        }
    }

    /** As much in columns as can stand there; absent where not even what has to can. */
    static Optional<Written> of(Draft draft, List<Layer> layers) {
        return new Statements(draft, layers, draft.columns().grown(layers)).write()
                .or(() -> new Statements(draft, layers, draft.columns()).write());
    }

    private Optional<Written> write() {
        count();
        layers.forEach(this::chain);
        draft.inputs().forEach(i -> named.put(i.value().id(), names.take(i.from())));
        draft.outputs().forEach(o -> outputNames.computeIfAbsent(o.from(), names::take));
        List<Statement> statements = new ArrayList<>();
        Map<String, Value> aliases = new LinkedHashMap<>();
        chains.forEach((last, steps) -> statements.add(statement(last, steps)));
        draft.outputs().forEach(output -> {
            String name = outputNames.get(output.from());
            if (!name.equals(named.get(output.value().id()))) {
                aliases.put(name, output.value());
            }
        });
        return Blocks.of(statements, columns)
                .map(blocks -> new Written(blocks, columns, named, outputNames, aliases));
    }

    private void count() {
        layers.forEach(l -> l.term().values().forEach(v -> uses.merge(v.id(), 1, Integer::sum)));
        draft.recipe().ifPresent(r -> uses.merge(r.logits().id(), 2, Integer::sum));
        draft.outputs().forEach(o -> {
            uses.merge(o.value().id(), 1, Integer::sum);
            outputsOf.computeIfAbsent(o.value().id(), n -> new ArrayList<>()).add(o.from());
        });
    }

    private void chain(Layer layer) {
        Optional<List<Layer>> before = layer.follows().map(Value::id).filter(id -> uses.get(id) == 1)
                .map(chains::get).filter(chain -> goesOn(chain, layer) && isBeside(chain.getLast(), layer));
        List<Layer> steps = new ArrayList<>(before.orElse(List.of()));
        before.ifPresent(chain -> chains.remove(chain.getLast().result().id()));
        steps.add(layer);
        chains.put(layer.result().id(), steps);
    }

    private boolean isBeside(Layer before, Layer next) {
        return columns.isApart(next, before.result())
                || (columns.of(before.result()) == 1 && columns.of(next.result()) == 1);
    }

    private static boolean goesOn(List<Layer> chain, Layer next) {
        boolean second = (next.isMain() && chain.stream().anyMatch(Layer::isMain))
                || (next.isBatchNorm() && chain.stream().anyMatch(Layer::isBatchNorm));
        return !second && !(next.isSoftmax() && chain.stream().anyMatch(Layer::isMain));
    }

    /** Values that are joined are called as all of them begin, where their joint has a number for a name. */
    private Wish joined(List<Layer> steps) {
        Wish wish = steps.getLast().wish();
        boolean joint = steps.getFirst().function().filter("concat"::equals).isPresent();
        return joint && wish.isNumber()
                ? Names.common(steps.getFirst().term().values().map(v -> named.get(v.id())).toList()).map(Wish::of)
                        .orElse(wish)
                : wish;
    }

    private Statement statement(int value, List<Layer> steps) {
        Wish wish = steps.stream().filter(Layer::isMain).map(Layer::wish).findFirst().orElseGet(() -> joined(steps));
        List<String> outputs = columns.of(steps.getLast().result()) == 1
                ? outputsOf.getOrDefault(value, List.of())
                : List.of(); // in columns stand bindings only
        Optional<String> output = outputs.stream()
                .filter(o -> !wish.own() || Names.identifier(wish.name()).equals(outputNames.get(o))).findFirst()
                .map(outputNames::get);
        String name = output.orElseGet(() -> names.take(wish.name()));
        named.put(value, name);
        return new Statement(name, output.isPresent(), steps);
    }
}
