package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * {@code PART/CLASS/image} in a folder or an archive; what lies deeper than the class belongs to it. Files that begin
 * with a dot, and files that neither are called as images nor are any, are passed over. Images right in a part's folder belong to the
 * classes that an {@link ImageList} says.
 *
 * @param parts entries by part and class, in name order
 * @param unlisted parts with images in their own folder, and no list that says their classes
 * @param unreadable parts with images in their own folder, and what is wrong with the list of their classes
 */
record ClassFolders(Container container, Map<String, SortedMap<String, List<String>>> parts, Set<String> unlisted,
        Map<String, DataException> unreadable)
        implements
            Contents.Found {
    private static final String TRAIN = "train";
    /** Where some sets have the images of a part, their classes being in a list. */
    private static final String ALL_IMAGES = "images";

    static Optional<Contents.Found> in(Container container, Set<String> partNames) {
        String root = root(container.entries(), partNames);
        SortedMap<String, SortedMap<String, List<String>>> parts = new TreeMap<>();
        SortedMap<String, List<String>> loose = new TreeMap<>();
        for (String entry : container.entries()) {
            String[] names = entry.startsWith(root) ? entry.substring(root.length()).split("/", 3) : new String[0];
            if (names.length == 3 && !names[0].startsWith(".") && !names[1].startsWith(".")) {
                List<String> images = parts.computeIfAbsent(names[0], part -> new TreeMap<>())
                        .computeIfAbsent(names[1], folder -> new ArrayList<>());
                if (isImage(container, entry)) {
                    images.add(entry);
                }
            } else if (names.length == 2 && partNames.contains(names[0]) && isImage(container, entry)) {
                loose.computeIfAbsent(names[0], part -> new ArrayList<>()).add(entry);
            }
        }
        parts.values().removeIf(folders -> folders.values().stream().allMatch(List::isEmpty));
        loose.keySet().removeAll(parts.keySet());
        return of(container, parts, loose);
    }

    private static Optional<Contents.Found> of(Container container,
            SortedMap<String, SortedMap<String, List<String>>> parts, SortedMap<String, List<String>> loose) {
        parts.forEach((part, folders) -> {
            if (folders.keySet().equals(Set.of(ALL_IMAGES))) {
                loose.put(part, folders.get(ALL_IMAGES));
            }
        });
        List<String> folders = folders(parts, loose.keySet());
        Set<String> unlisted = new TreeSet<>(loose.keySet());
        SortedMap<String, DataException> unreadable = new TreeMap<>();
        loose.forEach((part, images) -> ImageList.of(container, part, folders).ifPresent(list -> {
            unlisted.remove(part);
            try {
                parts.put(part, list.classify(images));
            } catch (DataException e) { // said once the part is asked for: others can do without it
                parts.remove(part);
                unreadable.put(part, e);
            }
        }));
        unlisted.removeAll(parts.keySet());
        return parts.isEmpty() && unlisted.isEmpty() && unreadable.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClassFolders(container, parts, unlisted, unreadable));
    }

    /** The class folders by which lists may count. */
    private static List<String> folders(SortedMap<String, SortedMap<String, List<String>>> parts, Set<String> loose) {
        return Stream.concat(Stream.of(TRAIN), parts.keySet().stream())
                .filter(part -> parts.containsKey(part) && !loose.contains(part)).findFirst()
                .map(part -> List.copyOf(parts.get(part).keySet())).orElse(List.of());
    }

    /**
     * The folder in which the parts lie: an archive of {@code cifar10/train/cat/1.png} is read like one of
     * {@code train/cat/1.png}. It is the one nearest to the top in which a part of a known name holds an image in a folder, or else a
     * file in a folder, or else an image.
     */
    private static String root(List<String> entries, Set<String> partNames) {
        List<String> images = entries.stream().filter(ImageKind::isImageName).toList();
        return root(images, partNames, 2).or(() -> root(entries, partNames, 2)).or(() -> root(images, partNames, 1))
                .orElse("");
    }

    private static Optional<String> root(List<String> entries, Set<String> partNames, int below) {
        return entries.stream().flatMap(entry -> rootOf(entry, partNames, below).stream())
                .min(Comparator.comparingLong((String root) -> root.chars().filter(c -> c == '/').count()));
    }

    private static Optional<String> rootOf(String entry, Set<String> partNames, int below) {
        String[] names = entry.split("/", -1);
        int at = 0;
        for (int i = 0; i + below < names.length; i++) {
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
    public Optional<String> remark() {
        return unlisted.isEmpty()
                ? Optional.empty()
                : Optional.of("`" + String.join("`, `", unlisted) + "` holds images in no class folder, and no list of"
                        + " their classes was found: `" + unlisted.iterator().next()
                        + ".txt` with a line `IMAGE CLASS` for each would do");
    }

    @Override
    public ClassNames classes(String part) {
        Set<String> folders = parts.get(part).keySet();
        folders.forEach(folder -> ClassNames.checkFolder(container.name(), folder));
        return ClassNames.of(folders);
    }

    @Override
    public boolean numbered() {
        return false;
    }

    @Override
    public Part open(String part, ClassNames classes) {
        List<String> entries = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        ToIntFunction<String> indices = classes.labels(part, container.name());
        parts.get(part).forEach((folder, images) -> {
            if (images.isEmpty()) {
                throw new DataException(container.name(), "class `" + folder + "` of part `" + part + "` has no image");
            }
            int label = indices.applyAsInt(folder);
            for (String image : images) {
                entries.add(image);
                labels.add(label);
            }
        });
        return new EncodedPart(part, container, entries, labels.stream().mapToInt(Integer::intValue).toArray());
    }
}
