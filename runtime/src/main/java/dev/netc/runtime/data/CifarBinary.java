package dev.netc.runtime.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CIFAR-10's binary format: records of a label and 3 × 32 × 32 bytes, a plane each of red, green and blue (Krizhevsky,
 * "Learning multiple layers of features from tiny images", 2009).
 */
record CifarBinary(Container container, Map<String, List<String>> files) implements Contents.Found {
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final Pattern BATCH = Pattern.compile("(.*/)?(?:data_batch_(\\d{1,6})|test_batch)\\.bin");
    private static final String NAMES = "batches.meta.txt";
    private static final ClassNames CLASSES = ClassNames
            .of(List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"));

    static Optional<Contents.Found> in(Container container) {
        Map<String, List<String>> files = new TreeMap<>();
        for (String entry : container.entries()) {
            Matcher matcher = BATCH.matcher(entry);
            if (matcher.matches()) {
                files.computeIfAbsent(matcher.group(2) == null ? "test" : "train", part -> new ArrayList<>())
                        .add(entry);
            }
        }
        files.values().forEach(entries -> entries.sort(Comparator.comparingInt(CifarBinary::number)));
        return files.isEmpty() ? Optional.empty() : Optional.of(new CifarBinary(container, files));
    }

    private static int number(String entry) {
        Matcher matcher = BATCH.matcher(entry);
        return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
    }

    @Override
    public String kind() {
        return "CIFAR-10's binary format";
    }

    @Override
    public Set<String> names() {
        return files.keySet();
    }

    /** The names in {@code batches.meta.txt} where it lies beside the data, else the ten of CIFAR-10. */
    @Override
    public ClassNames classes(String part) {
        return container.entries().stream().filter(e -> e.equals(NAMES) || e.endsWith("/" + NAMES)).findFirst()
                .map(e -> ClassNames.parse(container.describe(e),
                        new String(container.read(e), StandardCharsets.UTF_8)))
                .orElse(CLASSES);
    }

    @Override
    public boolean numbered() {
        return true;
    }

    @Override
    public Part open(String part, ClassNames classes) {
        List<String> entries = files.get(part);
        List<byte[]> batches = entries.stream().map(this::read).toList();
        NavigableMap<Integer, String> firstImages = new TreeMap<>();
        int count = 0;
        for (int i = 0; i < batches.size(); i++) {
            firstImages.put(count, entries.get(i));
            count += batches.get(i).length / RECORD;
        }
        if (count > Integer.MAX_VALUE / (3 * PLANE)) {
            throw new DataException(container.name(), "has " + count + " images, more than can be held at once");
        }
        byte[] pixels = new byte[count * 3 * PLANE];
        int[] labels = new int[count];
        int image = 0;
        for (byte[] batch : batches) {
            for (int at = 0; at < batch.length; at += RECORD, image++) {
                labels[image] = batch[at] & 0xff;
                interleave(batch, at + 1, pixels, image * 3 * PLANE);
            }
        }
        return new PixelTable(part, SIDE, SIDE, 3, pixels, labels, i -> name(firstImages.floorEntry(i), i))
                .checked(classes);
    }

    private String name(Map.Entry<Integer, String> file, int image) {
        return container.describe(file.getValue()) + ": image " + (image - file.getKey());
    }

    private byte[] read(String entry) {
        byte[] bytes = container.read(entry);
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw new DataException(container.describe(entry),
                    "ends early: " + bytes.length + " bytes are no whole number of images of " + RECORD + " bytes");
        }
        return bytes;
    }

    private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
        for (int pixel = 0; pixel < PLANE; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                pixels[to + 3 * pixel + channel] = planes[from + channel * PLANE + pixel];
            }
        }
    }
}
