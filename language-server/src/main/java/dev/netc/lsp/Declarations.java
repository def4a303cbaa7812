package dev.netc.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.problem.Span;
import dev.netc.lsp.Declaration.Kind;

/** Every name that a file gives. */
final class Declarations {
    /** Where a block or a function stands: from its name to what follows it. */
    private record Extent(int from, int to) {}

    private final List<Declaration> all = new ArrayList<>();
    private final List<Extent> blocks = new ArrayList<>();

    private Declarations() {}

    static Declarations none() {
        return new Declarations();
    }

    static Declarations of(Net net) {
        Declarations declarations = new Declarations();
        net.parameters().forEach(p -> declarations.add(Kind.NET_PARAMETER, p.name(), Integer.MAX_VALUE, List.of(),
                defaultOf(p)));
        for (int i = 0; i < net.items().size(); i++) {
            declarations.item(net.items().get(i), next(net.items(), i));
        }
        return declarations;
    }

    /** Those in the order of the file. */
    List<Declaration> all() {
        return List.copyOf(all);
    }

    /** What can be named at an offset: in a block its own names, blocks above it and the net's parameters. */
    List<Declaration> visible(int offset) {
        Optional<Extent> block = blocks.stream().filter(b -> b.from() <= offset && offset < b.to()).findFirst();
        return all.stream().filter(d -> d.reaches(offset)).filter(d -> block
                .map(b -> d.isSeenInBlocks() || d.name().span().start() >= b.from()).orElse(true)).toList();
    }

    /** What a name at an offset stands for; a callable where {@code called}, else a value. */
    Optional<Declaration> find(String name, int offset, boolean called) {
        return Stream
                .concat(all.stream().filter(d -> d.name().span().start() <= offset && offset <= d.name().span().end()),
                        visible(offset).reversed().stream().filter(d -> d.isCallable() == called))
                .filter(d -> d.text().equals(name)).findFirst();
    }

    /** Where the item after that one begins: an item ends before it. */
    private static int next(List<Item> items, int index) {
        return items.stream().skip(index + 1L).mapToInt(Declarations::start).min().orElse(Integer.MAX_VALUE);
    }

    private static int start(Item item) {
        Span first = item instanceof Item.Columns columns
                ? columns.span()
                : item instanceof Item.Train train ? train.span() : item.names().get(0).span();
        return first.start();
    }

    private void item(Item item, int next) {
        switch (item) {
            case Item.TensorInput i -> add(Kind.INPUT, i.name(), Integer.MAX_VALUE, List.of(), i.shape().span().text());
            case Item.LabelInput i -> add(Kind.INPUT, i.name(), Integer.MAX_VALUE, List.of(),
                    "class(" + i.classes().span().text() + ")");
            case Item.Block b -> block(b, next);
            case Item.Function f -> callable(Kind.FUNCTION, f.name(), f.parameters(), next);
            case Item.Binding b -> add(Kind.BINDING, b.name(), Integer.MAX_VALUE, List.of(), "");
            case Item.Output o -> output(o);
            case Item.Columns c -> c.bindings()
                    .forEach(b -> add(Kind.BINDING, b.name(), Integer.MAX_VALUE, List.of(), ""));
            case Item.Train t -> {
                // gives no names
            }
        }
    }

    /** {@code output x = x} gives no new name. */
    private void output(Item.Output output) {
        boolean again = output.value() instanceof Expression.Reference(Name value)
                && value.text().equals(output.name().text());
        if (!again) {
            add(Kind.OUTPUT, output.name(), Integer.MAX_VALUE, List.of(), "");
        }
    }

    private void block(Item.Block block, int next) {
        callable(Kind.BLOCK, block.name(), block.parameters(), next);
        block.bindings().forEach(b -> add(Kind.INNER_BINDING, b.name(), next, List.of(), ""));
    }

    private void callable(Kind kind, Name name, List<Parameter> parameters, int next) {
        add(kind, name, Integer.MAX_VALUE, parameters, "");
        blocks.add(new Extent(name.span().start(), next));
        parameters.forEach(p -> add(Kind.PARAMETER, p.name(), next, List.of(), defaultOf(p)));
    }

    private void add(Kind kind, Name name, int to, List<Parameter> parameters, String value) {
        all.add(new Declaration(kind, name, name.span().end(), to, parameters, value));
    }

    static String defaultOf(Parameter parameter) {
        return parameter.defaultValue().map(d -> d.span().text()).orElse("");
    }
}
