package dev.netc.compiler.graph.text;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

import dev.netc.compiler.shape.Padding;

/** What an argument is whose name is not written: what is most often so. */
final class Silence {
    private Silence() {}

    static Optional<Object> of(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return Optional.of(false);
        } else if (type == Padding.class) {
            return Optional.of(Padding.NONE);
        }
        return component.getName().equals("groups") ? Optional.of(1) : Optional.empty();
    }

    /** A record's name in the text: {@code Stage.Normalize} is {@code normalize}. */
    static String name(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }
}
