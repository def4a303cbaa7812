package dev.netc.interchange.onnx.reader;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;

/** Names for layers, out of the names that exporters give to weights, nodes and values. */
final class Wishes {
    /** {@code conv1.weight}, {@code gpu_0/conv1_w_0}, {@code dense/kernel:0}: what stands before the role. */
    private static final Pattern WEIGHT = Pattern.compile("(.*[A-Za-z].*?)[._/](weights?|kernel|w|W)(_\\d+|:\\d+)?");
    private static final Pattern EXPORTED = Pattern.compile("^/|_output_\\d+$|:\\d+$");

    private Wishes() {}

    static Wish of(Node node, List<Weight> weights) {
        Optional<String> stem = weights.stream().filter(w -> w.role().equals("weight")).map(Weight::from)
                .map(WEIGHT::matcher).filter(Matcher::matches).map(m -> m.group(1)).findFirst();
        return stem.map(s -> new Wish(s, true)).orElseGet(() -> Wish.of(named(node)));
    }

    private static String named(Node node) {
        String output = node.output(0).orElse("");
        String name = node.proto().getName().isEmpty() ? output : node.proto().getName();
        String path = EXPORTED.matcher(name).replaceAll("");
        String named = withoutRepeats(path);
        return named.chars().anyMatch(Character::isLetter)
                ? named
                : node.operator().toLowerCase(Locale.ROOT) + (named.isEmpty() ? "" : "_" + named);
    }

    /** {@code /layer1/layer1.0/conv1/Conv} is {@code layer1.0/conv1}: each part holds the one before, and the last the operator. */
    private static String withoutRepeats(String path) {
        List<String> parts = Pattern.compile("/").splitAsStream(path).toList();
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            boolean repeated = i + 1 < parts.size() && parts.get(i + 1).startsWith(parts.get(i));
            boolean operator = i > 0 && i + 1 == parts.size() && parts.get(i).equals("Conv");
            if (!repeated && !operator && !parts.get(i).isEmpty()) {
                kept.append(kept.isEmpty() ? "" : "/").append(parts.get(i));
            }
        }
        return kept.toString();
    }
}
