package dev.netc.interchange.draft;

import java.util.List;

/**
 * The train block.
 *
 * @param logits what cross entropy reads
 * @param label the right classes
 * @param settings the other lines, as they are written
 */
public record Recipe(Value logits, Value label, List<String> settings) {
    public Recipe {
        settings = List.copyOf(settings);
    }
}
