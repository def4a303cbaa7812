package dev.netc.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was made of a model: the hash of all that it was made of, and the files. By content and not by time, since a checkout or a
 * copied cache may give files any time.
 *
 * @param hash of the inputs
 * @param files that were written
 */
record Stamp(String hash, List<Path> files) {

    /** The hash of files and of words beside them. */
    static String hash(List<Path> inputs, List<String> words) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                digest.update((word.length() + ":" + word).getBytes(StandardCharsets.UTF_8));
            }
            for (Path input : inputs) {
                digest.update(Long.toString(Files.size(input)).getBytes(StandardCharsets.UTF_8));
                try (DigestInputStream in = new DigestInputStream(Files.newInputStream(input), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Optional<Stamp> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stamp(lines.get(0),
                        lines.subList(1, lines.size()).stream().map(Path::of).toList()));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(hash));
        files.forEach(written -> lines.add(written.toString()));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** Whether these inputs made what still lies there. */
    boolean fits(String inputs) {
        return hash.equals(inputs) && files.stream().allMatch(Files::isRegularFile);
    }

    /** Deletes what was made. */
    void clear() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
