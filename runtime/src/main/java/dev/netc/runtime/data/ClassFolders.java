package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code PART/CLASS/image} in a folder or an archive; what lies deeper than the class belongs to it. Files that begin
 * with a dot, and files that neither are called as images nor are any, are passed over.
 *
 * @param parts entries by part and class, in name order
 */
record ClassFolders(Container container, Map<String, SortedMap<String, List<String>>> parts)
        implements
            Contents.Found {

    static Optional<Contents.Found> in(Container container, Set<String> partNames) {
        String root = root(container.entries(), partNames);
        Map<String, SortedMap<String, List<String>>> parts = new TreeMap<>();
        for (String entry : container.entries()) {
            String[] names = entry.startsWith(root) ? entry.substring(root.length()).split("/", 3) : new String[0];
            if (names.length == 3 && !names[0].startsWith(".") && !names[1].startsWith(".")) {
                List<String> images = parts.computeIfAbsent(names[0], part -> new TreeMap<>())
                        .computeIfAbsent(names[1], folder -> new ArrayList<>());
                if (isImage(container, entry)) {
                    images.add(entry);
                }
            }
        }
        parts.values().removeIf(folders -> folders.values().stream().allMatch(List::isEmpty));
        return parts.isEmpty() ? Optional.empty() : Optional.of(new ClassFolders(container, parts));
    }

    /**
     * The folder in which the parts lie: an archive of {@code cifar10/train/cat/1.png} is read like one of
     * {@code train/cat/1.png}. It is the one nearest to the top in which a part of a known name holds a file in a folder.
     */
    private static String root(List<String> entries, Set<String> partNames) {
        return entries.stream().flatMap(entry -> rootOf(entry, partNames).stream())
                .min(Comparator.comparingLong((String root) -> root.chars().filter(c -> c == '/').count())).orElse("");
    }

    private static Optional<String> rootOf(String entry, Set<String> partNames) {
        String[] names = entry.split("/", -1);
        int at = 0;
        for (int i = 0; i + 2 < names.length; i++) {
            if (partNames.contains(names[i])) {
                return Optional.of(entry.substring(0, at));
            }
            at += names[i].length() + 1;
        }
        return Optional.empty();
    }

    private static boolean isImage(Container container, String entry) {
        String file = entry.substring(entry.lastIndexOf('/') + 1);
        if (file.isEmpty() || file.startsWith(".")) {
            return false;
        }
        return ImageKind.isImageName(file) || ImageKind.of(container.head(entry, ImageKind.HEAD)).isPresent();
    }

    @Override
    public String kind() {
        return "images in class folders";
    }

    @Override
    public Set<String> names() {
        return parts.keySet();
    }

    @Override
    public ClassNames classes(String part) {
        return ClassNames.of(parts.get(part).keySet());
    }

    @Override
    public Part open(String part, ClassNames classes) {
        List<String> entries = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        parts.get(part).forEach((folder, images) -> {
            if (images.isEmpty()) {
                throw new DataException(container.name(), "class `" + folder + "` of part `" + part + "` has no image");
            }
            int label = classes.index(folder).orElseThrow(() -> new DataException(container.name(),
                    "`" + part + "` has a class `" + folder + "`, which is none of the " + classes.size() + " classes "
                            + some(classes.folders())));
            for (String image : images) {
                entries.add(image);
                labels.add(label);
            }
        });
        return new EncodedPart(part, container, entries, labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String some(List<String> names) {
        return names.size() <= 6 ? String.join(", ", names) : String.join(", ", names.subList(0, 5)) + ", …";
    }
}
