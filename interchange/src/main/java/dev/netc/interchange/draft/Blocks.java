package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Puts statements into an order in which columns stand together. What reads one column's values of another statement has to stand in
 * the same block; what reads all columns' may stand behind it.
 */
final class Blocks {
    private final List<Statement> statements;
    private final Columns columns;
    private final Map<Integer, Integer> makers = new HashMap<>();
    private final int[] together;
    private final Map<Integer, Unit> units = new LinkedHashMap<>();
    private final TreeMap<Integer, PriorityQueue<Unit>> ready = new TreeMap<>();

    /** Statements that have to stand in one block: one outside columns, or all that read each other's columns. */
    private static final class Unit {
        private final int columns;
        private final List<Integer> members = new ArrayList<>();
        private final List<Unit> readers = new ArrayList<>();
        private int waitsFor; // reads of what is not placed yet

        Unit(int columns) {
            this.columns = columns;
        }

        int first() {
            return members.getFirst();
        }
    }

    private Blocks(List<Statement> statements, Columns columns) {
        this.statements = statements;
        this.columns = columns;
        this.together = new int[statements.size()];
    }

    /**
     * The blocks, those of no columns in the order of the statements; absent where a column's value depends on one of all columns
     * that depends on itself.
     *
     * @param statements each after those that it reads
     */
    static Optional<List<Block>> of(List<Statement> statements, Columns columns) {
        Blocks blocks = new Blocks(statements, columns);
        blocks.gather();
        blocks.connect();
        return blocks.arrange();
    }

    private void gather() {
        for (int i = 0; i < statements.size(); i++) {
            together[i] = i;
            makers.put(statements.get(i).last().result().id(), i);
            Layer first = statements.get(i).steps().getFirst();
            int here = i;
            first.term().values().filter(v -> columns.isApart(first, v)).map(v -> makers.get(v.id()))
                    .forEach(maker -> together[root(maker)] = root(here));
        }
        for (int i = 0; i < statements.size(); i++) {
            int count = columns.of(statements.get(i).last().result());
            units.computeIfAbsent(root(i), root -> new Unit(count)).members.add(i);
        }
    }

    private int root(int statement) {
        int root = statement;
        while (together[root] != root) {
            together[root] = together[together[root]];
            root = together[root];
        }
        return root;
    }

    private void connect() {
        for (int i = 0; i < statements.size(); i++) {
            Unit reader = units.get(root(i));
            Layer first = statements.get(i).steps().getFirst();
            first.term().values().filter(v -> !columns.isApart(first, v)).map(v -> makers.get(v.id()))
                    .filter(maker -> maker != null).map(maker -> units.get(root(maker)))
                    .filter(maker -> maker != reader).forEach(maker -> {
                        maker.readers.add(reader);
                        reader.waitsFor++;
                    });
        }
        units.values().stream().filter(u -> u.waitsFor == 0).forEach(this::isReady);
    }

    private void isReady(Unit unit) {
        ready.computeIfAbsent(unit.columns, c -> new PriorityQueue<>(Comparator.comparingInt(Unit::first))).add(unit);
    }

    /** What stands outside first, then all of as many columns as can. */
    private Optional<List<Block>> arrange() {
        List<Block> blocks = new ArrayList<>();
        int placed = 0;
        while (!ready.isEmpty()) {
            int count = ready.firstKey();
            List<Integer> members = new ArrayList<>();
            while (ready.containsKey(count)) {
                Unit unit = next(count);
                members.addAll(unit.members);
                unit.readers.stream().filter(reader -> --reader.waitsFor == 0).forEach(this::isReady);
            }
            placed += members.size();
            blocks.add(new Block(count, members.stream().sorted().map(statements::get).toList()));
        }
        return placed == statements.size() ? Optional.of(blocks) : Optional.empty();
    }

    private Unit next(int count) {
        PriorityQueue<Unit> queue = ready.get(count);
        Unit unit = queue.remove();
        if (queue.isEmpty()) {
            ready.remove(count);
        }
        return unit;
    }
}
