package dev.netc.compiler.analyse;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.Place;

/** The values that can be named at one place, and whether anything named them. */
final class Scope {
    /** What kind of thing a name was given to. */
    enum Kind {
        BINDING("binding"), INPUT("input"), PARAMETER("parameter"), BLOCK_PARAMETER("parameter"), OUTPUT("output");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** A value under its name. */
    static final class Entry {
        private final Name name;
        private final Place place;
        private final Kind kind;
        private final Meaning meaning;
        private final Optional<String> word;
        private boolean used;

        Entry(Name name, Place place, Kind kind, Meaning meaning, Optional<String> word) {
            this.name = name;
            this.place = place;
            this.kind = kind;
            this.meaning = meaning;
            this.word = word;
        }

        Name name() {
            return name;
        }

        Place place() {
            return place;
        }

        Kind kind() {
            return kind;
        }

        Meaning meaning() {
            return meaning;
        }

        /** For a block's parameter that was given a bare name: that name, which an argument may take as a word. */
        Optional<String> word() {
            return word;
        }

        boolean used() {
            return used;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Scope outer;
    private final Optional<String> block;
    private final int functions;

    private Scope(Scope outer, Optional<String> block, int functions) {
        this.outer = outer;
        this.block = block;
        this.functions = functions;
    }

    /** The net's scope. */
    static Scope ofNet() {
        return new Scope(null, Optional.empty(), Integer.MAX_VALUE);
    }

    /**
     * A block's scope: of what is outside it sees the net's parameters only.
     *
     * @param functions how many of the file's blocks and functions stand before it
     */
    Scope ofBlock(String name, int functions) {
        return new Scope(outer == null ? this : outer, Optional.of(name), functions);
    }

    /** How many of the file's blocks and functions can be called from here. */
    int functions() {
        return functions;
    }

    Optional<String> block() {
        return block;
    }

    void bind(Entry entry) {
        entries.putIfAbsent(entry.name().text(), entry);
    }

    /** A value of this scope, or a parameter of the net; it counts as used. */
    Optional<Entry> use(String name) {
        Optional<Entry> found = find(name);
        found.ifPresent(e -> e.used = true);
        return found;
    }

    Optional<Entry> find(String name) {
        Entry own = entries.get(name);
        if (own != null || outer == null) {
            return Optional.ofNullable(own);
        }
        return outer.find(name).filter(e -> e.kind() == Kind.PARAMETER);
    }

    /** Whether the name is a value of the net that a block cannot see. */
    boolean isOutside(String name) {
        return outer != null && outer.entries.containsKey(name);
    }

    /** A value that was bound in this scope itself. */
    Optional<Entry> own(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Every name that could have been meant here. */
    Collection<String> names() {
        Map<String, Entry> all = new LinkedHashMap<>(entries);
        if (outer != null) {
            outer.entries.forEach((n, e) -> {
                if (e.kind() == Kind.PARAMETER) {
                    all.putIfAbsent(n, e);
                }
            });
        }
        return all.keySet();
    }
}
