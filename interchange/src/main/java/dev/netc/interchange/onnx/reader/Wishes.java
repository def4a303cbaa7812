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
    /** The role in {@code conv1.weight}, {@code gpu_0/conv1_w_0}, {@code dense/kernel:0}. Names may be of megabytes: one way to match. */
    private static final Pattern ROLE = Pattern.compile("[._/](weights?|kernel|w|W)(_\\d+|:\\d+)?\\z");
    private static final Pattern EXPORTED = Pattern.compile("^/|_output_\\d+$|:\\d+$");

    private Wishes() {}

    static Wish of(Node node, List<Weight> weights) {
        Optional<String> stem = weights.stream().filter(w -> w.role().equals("weight")).map(Weight::from)
                .flatMap(name -> stem(name).stream()).findFirst();
        return stem.map(s -> new Wish(s, true)).orElseGet(() -> Wish.of(named(node)));
    }

    /** What stands before the role, where that is a name and no number. */
    private static Optional<String> stem(String weight) {
        Matcher role = ROLE.matcher(weight);
        return role.find()
                ? Optional.of(weight.substring(0, role.start())).filter(Wishes::hasLetter)
                : Optional.empty();
    }

    private static boolean hasLetter(String text) {
        return text.chars().anyMatch(Character::isLetter);
    }

    private static String named(Node node) {
        String output = node.output(0).orElse("");
        String name = node.proto().getName().isEmpty() ? output : node.proto().getName();
        String path = EXPORTED.matcher(name).replaceAll("");
        String named = withoutRepeats(path);
        return hasLetter(named)
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
