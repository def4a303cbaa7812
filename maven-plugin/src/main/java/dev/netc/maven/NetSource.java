package dev.netc.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A model file of a project.
 *
 * @param file the model
 * @param path of it below the folder of models, with {@code /} between its parts and without the ending
 * @param packageName of its class: the base package and the folders that it lies in
 */
record NetSource(Path file, String path, String packageName) {
    private static final String ENDING = ".net";

    /** Every model in a folder, in name order; none where there is no such folder. */
    static List<NetSource> in(Path folder, String basePackage) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).filter(Files::isRegularFile)
                    .sorted().map(file -> of(folder, file, basePackage)).toList();
        }
    }

    private static NetSource of(Path folder, Path file, String basePackage) {
        List<String> names = StreamSupport.stream(folder.relativize(file).spliterator(), false).map(Path::toString)
                .toList();
        String path = String.join("/", names);
        String packageName = Stream.concat(Stream.of(basePackage), names.stream().limit(names.size() - 1))
                .filter(name -> !name.isEmpty()).collect(Collectors.joining("."));
        return new NetSource(file, path.substring(0, path.length() - ENDING.length()), packageName);
    }

    /** The name without its folders and its ending. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The weights that lie beside it. */
    Optional<Path> weights() {
        return beside(".safetensors");
    }

    /** The names of its classes that lie beside it. */
    Optional<Path> classes() {
        return beside(".classes");
    }

    private Optional<Path> beside(String ending) {
        return Optional.of(file.resolveSibling(name() + ending)).filter(Files::isRegularFile);
    }
}
