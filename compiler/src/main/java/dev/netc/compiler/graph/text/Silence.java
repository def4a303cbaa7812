package dev.netc.compiler.graph.text;

import java.util.Optional;

import dev.netc.compiler.shape.Padding;

/** What an argument is whose name is not written: what is most often so, by its type. */
final class Silence {
    private Silence() {}

    static Optional<Object> of(Class<?> type) {
        return type == boolean.class
                ? Optional.of(false)
                : type == Padding.class ? Optional.of(Padding.NONE) : Optional.empty();
    }

    /** A record's name in the text: {@code Stage.Normalize} is {@code normalize}. */
    static String name(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }
}
