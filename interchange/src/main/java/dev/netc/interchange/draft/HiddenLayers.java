package dev.netc.interchange.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Filters that read all columns, and whose values are read by filters that read all channels, as AlexNet's two hidden layers: each
 * column may as well have its part of them.
 */
final class HiddenLayers {
    private final Draft draft;
    private final Columns columns;
    private final List<Layer> layers;
    private final int count;
    private final Map<Integer, List<Layer>> readers = new HashMap<>();

    /** @param layers in an order in which each stands behind those that it reads */
    HiddenLayers(Draft draft, Columns columns, List<Layer> layers, int count) {
        this.draft = draft;
        this.columns = columns;
        this.layers = layers;
        this.count = count;
        layers.forEach(l -> l.term().values().distinct()
                .forEach(v -> readers.computeIfAbsent(v.id(), id -> new ArrayList<>()).add(l)));
    }

    /** Puts them into columns, with what is made of each column's own part. */
    void take() {
        layers.stream().filter(this::beginsBehindColumns).forEach(
                first -> ownOf(first).ifPresent(own -> own.forEach(value -> columns.put(value, count))));
    }

    private boolean beginsBehindColumns(Layer layer) {
        return readsAllChannels(layer) && layer.fitsColumns(count) && columns.of(layer.result()) == 1
                && layer.term().values().allMatch(v -> columns.of(v) == count);
    }

    private boolean readsAllChannels(Layer layer) {
        return layer.isMain() && layer.readsOfColumn(count).findAny().isEmpty();
    }

    /** The values between it and the filters that read all of them; absent where anything else reads one. */
    private Optional<List<Value>> ownOf(Layer first) {
        List<Value> own = new ArrayList<>();
        Deque<Layer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Layer layer = open.pop();
            List<Layer> next = readers.getOrDefault(layer.result().id(), List.of());
            if (next.isEmpty() || draft.isGiven(layer.result())) {
                return Optional.empty();
            }
            own.add(layer.result());
            for (Layer reader : next) {
                if (!readsAllChannels(reader)) {
                    if (!reader.fitsColumns(count) || !reader.term().values().allMatch(layer.result()::equals)) {
                        return Optional.empty();
                    }
                    open.push(reader);
                }
            }
        }
        return Optional.of(own);
    }
}
