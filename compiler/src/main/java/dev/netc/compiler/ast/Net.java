package dev.netc.compiler.ast;

import java.util.List;

/** {@code net NAME(parameters) { items }}. */
public record Net(Name name, List<Parameter> parameters, List<Item> items) {
    public Net {
        parameters = List.copyOf(parameters);
        items = List.copyOf(items);
    }
}
