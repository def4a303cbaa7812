package dev.netc.compiler.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.parse.Parse;
import dev.netc.compiler.problem.SourceText;

/** The blocks and functions of a file, in its order, behind those of the prelude. */
final class Callables {
    private static final List<Item.Function> PRELUDE = readPrelude();

    /**
     * A block or a function.
     *
     * @param item {@link Item.Block} or {@link Item.Function}
     * @param index how many stand before it
     */
    record Callable(Name name, Item item, int index) {}

    private final List<Callable> all = new ArrayList<>();
    private final Map<String, List<Callable>> byName = new HashMap<>();
    private final Set<Integer> used = new HashSet<>();
    private final Set<Integer> broken = new HashSet<>();
    private final int prelude;

    Callables() {
        PRELUDE.forEach(f -> add(f.name(), f));
        prelude = all.size();
    }

    private static List<Item.Function> readPrelude() {
        try (InputStream in = Callables.class.getResourceAsStream("prelude.net")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Parse.prelude(new SourceText("prelude.net", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Name name, Item item) {
        Callable callable = new Callable(name, item, all.size());
        all.add(callable);
        byName.computeIfAbsent(name.text(), n -> new ArrayList<>()).add(callable);
    }

    /** One of the file's own, if there is one of that name already. */
    Optional<Callable> own(String name) {
        return named(name).filter(c -> c.index() >= prelude).findFirst();
    }

    /** How many there are now. */
    int size() {
        return all.size();
    }

    /** The last of that name among the first {@code visible}; it counts as used. */
    Optional<Callable> use(String name, int visible) {
        Optional<Callable> found = find(name, visible);
        found.ifPresent(c -> used.add(c.index()));
        return found;
    }

    Optional<Callable> find(String name, int visible) {
        return named(name).filter(c -> c.index() < visible).reduce((a, b) -> b);
    }

    private Stream<Callable> named(String name) {
        return byName.getOrDefault(name, List.of()).stream();
    }

    List<String> names(int visible) {
        return all.stream().limit(visible).map(c -> c.name().text()).toList();
    }

    /** A problem in a function is told at the function; those that use it say nothing. */
    void markBroken(int index) {
        broken.add(index);
    }

    boolean isBroken(int index) {
        return broken.contains(index);
    }

    /** Those of the file that nothing calls. */
    List<Callable> unused() {
        return all.stream().skip(prelude).filter(c -> !used.contains(c.index())).toList();
    }
}
