package dev.netc.runtime.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MNIST's format: a file of images and a file of labels a part, gzipped or not. Each begins with a magic number and its
 * sizes as big-endian ints, then unsigned bytes (LeCun, Cortes and Burges, "The MNIST database").
 */
record Idx(Container container, Map<String, Idx.Files> files) implements Contents.Found {
    private static final int IMAGES_MAGIC = 0x0803;
    private static final int LABELS_MAGIC = 0x0801;
    private static final Map<String, String> PART_OF_STEM = Map.of("train", "train", "t10k", "test");
    private static final Pattern IMAGES = Pattern
            .compile("(?<prefix>.*?)(?<stem>train|t10k)-images[.-]idx3-ubyte(\\.gz)?");

    /** The entries of one part. */
    record Files(String images, String labels) {}

    static Optional<Contents.Found> in(Container container) {
        Map<String, Files> files = new LinkedHashMap<>();
        for (String entry : container.entries()) {
            Matcher matcher = IMAGES.matcher(entry);
            if (matcher.matches()) {
                files.putIfAbsent(PART_OF_STEM.get(matcher.group("stem")),
                        new Files(entry, labelsFor(container, matcher)));
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Idx(container, files));
    }

    private static String labelsFor(Container container, Matcher images) {
        Pattern labels = Pattern.compile(
                Pattern.quote(images.group("prefix") + images.group("stem")) + "-labels[.-]idx1-ubyte(\\.gz)?");
        return container.entries().stream().filter(labels.asMatchPredicate()).findFirst()
                .orElseThrow(() -> new DataException(container.describe(images.group()), "its labels, "
                        + images.group("stem") + "-labels-idx1-ubyte, are not there"));
    }

    @Override
    public String kind() {
        return "MNIST's format";
    }

    @Override
    public Set<String> names() {
        return files.keySet();
    }

    /** As many as the largest label says, over all parts: the format does not say it. */
    @Override
    public ClassNames classes(String part) {
        int largest = files.values().stream().flatMapToInt(f -> Arrays.stream(labels(f.labels()))).max().orElse(0);
        return ClassNames.numbered(largest + 1);
    }

    @Override
    public boolean numbered() {
        return true;
    }

    @Override
    public Part open(String part, ClassNames classes) {
        Files entries = files.get(part);
        ByteBuffer images = unpack(entries.images(), IMAGES_MAGIC, 3);
        int[] labels = labels(entries.labels());
        int count = images.getInt();
        int height = images.getInt();
        int width = images.getInt();
        checkLength(entries.images(), images, product(count, height, width));
        if (labels.length != count) {
            throw new DataException(container.describe(entries.labels()),
                    "has " + labels.length + " labels for " + count + " images");
        }
        byte[] pixels = new byte[images.remaining()];
        images.get(pixels);
        return new PixelTable(part, height, width, 1, pixels, labels,
                i -> container.describe(entries.images()) + ": image " + i).checked(classes);
    }

    /** The bytes of the images; where they are more than can be counted, more than any file has. */
    private static long product(int count, int height, int width) {
        long images = (long) count * height; // less than 2^62
        return images > Long.MAX_VALUE / width ? Long.MAX_VALUE : images * width;
    }

    private int[] labels(String entry) {
        ByteBuffer bytes = unpack(entry, LABELS_MAGIC, 1);
        checkLength(entry, bytes, bytes.getInt());
        int[] labels = new int[bytes.remaining()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bytes.get() & 0xff;
        }
        return labels;
    }

    private ByteBuffer unpack(String entry, int magic, int dimensions) {
        String file = container.describe(entry);
        ByteBuffer bytes = ByteBuffer.wrap(Gzip.unpack(file, container.read(entry)));
        if (bytes.remaining() < 4 * (1 + dimensions)) {
            throw new DataException(file, "ends early, after " + bytes.remaining() + " bytes");
        }
        int found = bytes.getInt();
        if (found != magic) {
            throw new DataException(file, "begins with %08x; such a file begins with %08x".formatted(found, magic));
        }
        for (int i = 0; i < dimensions; i++) {
            if (bytes.getInt(4 * (1 + i)) < 1) {
                throw new DataException(file, "claims a size of " + bytes.getInt(4 * (1 + i)));
            }
        }
        return bytes;
    }

    private void checkLength(String entry, ByteBuffer bytes, long expected) {
        if (bytes.remaining() < expected) {
            throw new DataException(container.describe(entry),
                    "ends early: " + bytes.remaining() + " of " + expected + " bytes");
        }
        if (bytes.remaining() > expected) {
            throw new DataException(container.describe(entry),
                    "goes on after its end: " + bytes.remaining() + " bytes, not " + expected);
        }
    }
}
