package dev.netc.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What {@code netc compile} wrote, taken apart for a build that compiles and packs by itself.
 *
 * @param folder that it wrote to
 * @param type the class's name, its package before it
 */
record CompiledNet(Path folder, String type) {

    /** Puts the class's source below one folder and what has to lie beside the class below another; says which files. */
    List<Path> spread(Path sources, Path resources) throws IOException {
        List<Path> written = new ArrayList<>();
        Path source = sources.resolve(type.replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        String simple = type.substring(type.lastIndexOf('.') + 1);
        Files.copy(folder.resolve(simple + ".java"), source, StandardCopyOption.REPLACE_EXISTING);
        written.add(source);
        for (Path jar : jars()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().filter(CompiledNet::isResource).toList()) {
                    written.add(extract(zip, entry, resources));
                }
            }
        }
        return written;
    }

    private List<Path> jars() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static boolean isResource(ZipEntry entry) {
        return !entry.isDirectory() && !entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
    }

    private static Path extract(ZipFile zip, ZipEntry entry, Path resources) throws IOException {
        Path file = resources.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
