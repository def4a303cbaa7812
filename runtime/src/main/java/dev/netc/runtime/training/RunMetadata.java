package dev.netc.runtime.training;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.netc.runtime.data.ClassNames;

/**
 * What a run's weight files say of themselves, beside the weights: enough to use them without the run's folder.
 *
 * <p>
 * Only what the weights are a function of: no date and no devices, so that the same run gives the same bytes wherever it
 * ran.
 *
 * @param model text of the model file, as trained
 * @param classes the classes, in the order of the logits
 * @param settings what the command set: parameters of the net, batch, seed
 */
public record RunMetadata(String model, ClassNames classes, Map<String, String> settings) {
    private static final String MODEL = "model";
    private static final String CLASSES = "classes";
    private static final String SETTINGS = "settings";

    /** Metadata. */
    public RunMetadata {
        settings = Map.copyOf(settings);
    }

    /** As the metadata of a safetensors file: {@code model}, {@code classes} and {@code settings}, each one text. */
    Map<String, String> entries() {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(settings).forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
        return Map.of(MODEL, model, CLASSES, classes.text(), SETTINGS, lines.toString());
    }

    /** Whether a weight file's metadata are those of a run. */
    public static boolean isOfRun(Map<String, String> metadata) {
        return metadata.containsKey(MODEL);
    }

    /** A weight file's metadata, the classes being these from now on. */
    public static Map<String, String> withClasses(Map<String, String> metadata, ClassNames classes) {
        Map<String, String> changed = new TreeMap<>(metadata);
        changed.put(CLASSES, classes.text());
        return changed;
    }

    /** The classes that a weight file's metadata names. */
    public static Optional<ClassNames> classes(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(CLASSES)).map(text -> ClassNames.parse("the weights' classes", text));
    }
}
