package dev.netc.compiler.define;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every word that a model calls or sets, with what is told of it. */
public final class Vocabulary {
    private static final List<Entry> ALL = collect();

    private Vocabulary() {}

    private static List<Entry> collect() {
        List<Entry> all = new ArrayList<>();
        OperatorDefinitions.all()
                .forEach(d -> all.add(Entry.of(Entry.Group.OPERATOR, d.signature(), d.description())));
        all.add(FunctionEntries.all());
        all.addAll(FunctionEntries.functions());
        all.addAll(ArgumentEntries.all());
        all.addAll(TrainEntries.all());
        return List.copyOf(all);
    }

    /** All of them, in the order in which a page tells them. */
    public static List<Entry> all() {
        return ALL;
    }

    /** Those of a group. */
    public static List<Entry> of(Entry.Group group) {
        return ALL.stream().filter(e -> e.group() == group).toList();
    }

    /** The word of a group. */
    public static Optional<Entry> find(Entry.Group group, String name) {
        return of(group).stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** What a name stands for that is called with a tensor: an operator, {@code all} or a function. */
    public static Optional<Entry> callable(String name) {
        return ALL.stream().filter(e -> e.group().compareTo(Entry.Group.FUNCTION) <= 0 && e.name().equals(name))
                .findFirst();
    }
}
