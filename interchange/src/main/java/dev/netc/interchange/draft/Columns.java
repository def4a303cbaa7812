package dev.netc.interchange.draft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which values stand in columns, each with an equal part of the channels. Weights need no change by it: those of all columns lie one
 * behind the other, as those of groups do.
 */
final class Columns {
    private final Draft draft;
    private final Map<Integer, Integer> columns;

    private Columns(Draft draft, Map<Integer, Integer> columns) {
        this.draft = draft;
        this.columns = columns;
    }

    /** None by now. */
    Columns(Draft draft) {
        this(draft, new HashMap<>());
    }

    /** How many columns a value stands in; 1 where it stands outside. */
    int of(Value value) {
        return columns.getOrDefault(value.id(), 1);
    }

    /** Whether a layer reads a value's part in its own column, and not that of all columns. */
    boolean isApart(Layer reader, Value value) {
        return of(reader.result()) > 1 && of(reader.result()) == of(value)
                && reader.readsOfColumn(of(value)).anyMatch(value::equals);
    }

    /** A layer that looks along the channels of its own column, where it would else look along all. */
    void put(Layer alongChannels, int count) {
        Set<Integer> found = new HashSet<>();
        alongChannels.term().values().forEach(v -> found.addAll(behind(v, count)));
        found.forEach(id -> columns.put(id, count));
        columns.put(alongChannels.result().id(), count);
    }

    /**
     * What has to stand in columns for a value to: back to the filters that read all channels.
     *
     * @throws Refusal where something on the way cannot
     */
    private Set<Integer> behind(Value value, int count) {
        Set<Integer> found = new HashSet<>();
        Deque<Value> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            Value next = open.pop();
            if (of(next) != count && found.add(next.id())) {
                Layer layer = draft.layerOf(next).orElseThrow(() -> new Refusal("it takes the channels of an input in "
                        + count + " parts; the language's columns have parts of what they compute"));
                checkDivides(next, layer, count);
                layer.readsOfColumn(count).forEach(open::push);
            }
        }
        return found;
    }

    private void checkDivides(Value value, Layer layer, int count) {
        if (of(value) > 1 || value.shape().channels() % count != 0 || !layer.fitsColumns(count)) {
            throw new Refusal("it takes channels in " + count + " parts, which `" + layer.wish().name()
                    + "` before it does not keep apart");
        }
    }

    /** Has a value stand in so many columns. */
    void put(Value value, int count) {
        columns.put(value.id(), count);
    }

    /** The same with all that may as well stand in columns: what goes on with one column's values, and what is in as many groups. */
    Columns grown(List<Layer> layers) {
        Columns grown = new Columns(draft, new HashMap<>(columns));
        OptionalInt groups = one(columns.values().stream().mapToInt(Integer::intValue).distinct().toArray());
        for (Layer layer : layers) {
            groups.ifPresent(count -> grown.takeGroups(layer, count));
            grown.goOn(layer);
        }
        groups.ifPresent(count -> new HiddenLayers(draft, grown, layers, count).take());
        return grown;
    }

    private static OptionalInt one(int[] counts) {
        return counts.length == 1 ? OptionalInt.of(counts[0]) : OptionalInt.empty();
    }

    private void takeGroups(Layer layer, int count) {
        if (layer.term() instanceof Term.Filters filters && filters.groups() == count) {
            try {
                behind(filters.operand(), count).forEach(id -> columns.put(id, count));
            } catch (Refusal stays) {
                return; // a convolution in groups outside columns
            }
        }
    }

    private void goOn(Layer layer) {
        List<Integer> counts = layer.term().values().map(this::of).distinct().toList();
        if (of(layer.result()) == 1 && counts.size() == 1 && counts.getFirst() > 1
                && layer.fitsColumns(counts.getFirst())
                && layer.readsOfColumn(counts.getFirst()).findAny().isPresent()) {
            columns.put(layer.result().id(), counts.getFirst());
        }
    }
}
