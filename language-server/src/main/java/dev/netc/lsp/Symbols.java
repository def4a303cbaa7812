package dev.netc.lsp;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.ast.Setting;
import dev.netc.compiler.problem.Span;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;

/** The outline of a file. */
final class Symbols {
    private final Document document;

    private Symbols(Document document) {
        this.document = document;
    }

    static List<DocumentSymbol> of(Document document) {
        return document.net().map(net -> List.of(new Symbols(document).net(net))).orElse(List.of());
    }

    private DocumentSymbol net(Net net) {
        List<DocumentSymbol> items = net.items().stream().map(this::item).toList();
        return symbol(net.name(), SymbolKind.Module,
                document.source().span(net.name().span().start(), document.source().length()), items);
    }

    private DocumentSymbol item(Item item) {
        return switch (item) {
            case Item.TensorInput i -> symbol(i.name(), SymbolKind.Field, i.shape().span(), List.of());
            case Item.LabelInput i -> symbol(i.name(), SymbolKind.Field, i.classes().span(), List.of());
            case Item.Block b -> symbol(b.name(), SymbolKind.Function, b.result().span(), bindings(b.bindings()));
            case Item.Function f -> symbol(f.name(), SymbolKind.Function, f.body().span(), List.of());
            case Item.Binding b -> binding(b);
            case Item.Output o -> symbol(o.name(), SymbolKind.Event, end(o.value(), o.shape()), List.of());
            case Item.Columns c -> symbol(new Name("columns " + c.count().span().text(), c.span()),
                    SymbolKind.Namespace, last(c), bindings(c.bindings()));
            case Item.Train t -> symbol(new Name("train", t.span()), SymbolKind.Object, last(t), List.of());
        };
    }

    private List<DocumentSymbol> bindings(List<Item.Binding> bindings) {
        return bindings.stream().map(this::binding).toList();
    }

    private DocumentSymbol binding(Item.Binding binding) {
        return symbol(binding.name(), SymbolKind.Variable, end(binding.value(), binding.shape()), List.of());
    }

    private static Span end(Expression value, Optional<Expression> shape) {
        return shape.map(Expression::span).orElse(value.span());
    }

    private static Span last(Item.Columns columns) {
        return columns.bindings().isEmpty()
                ? columns.count().span()
                : end(columns.bindings().getLast().value(), columns.bindings().getLast().shape());
    }

    private static Span last(Item.Train train) {
        return train.settings().stream().map(Setting::word).map(Name::span).reduce((a, b) -> b).orElse(train.span());
    }

    /** From its name to the end of what it is; a parent holds its children. */
    private DocumentSymbol symbol(Name name, SymbolKind kind, Span last, List<DocumentSymbol> children) {
        DocumentSymbol symbol = new DocumentSymbol(name.text(), kind, document.range(name.span().to(last)),
                document.range(name.span()), detail(name));
        symbol.setChildren(children);
        return symbol;
    }

    private String detail(Name name) {
        return Describe.known(document, name.span().start()).stream().findFirst().map(Describe::shapeOnly).orElse("");
    }
}
