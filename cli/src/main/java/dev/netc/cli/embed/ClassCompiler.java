package dev.netc.cli.embed;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.netc.program.Program;
import dev.netc.runtime.embed.EmbeddedNet;
import dev.netc.runtime.error.NetcException;

/**
 * Compiles the class of a net with this JDK's compiler, for Java 21, against the runtime that runs here.
 *
 * @param name simple name of the class
 * @param source of it
 */
record ClassCompiler(String name, String source) {
    private static final String RELEASE = "21";

    /**
     * The class files, by their names without a folder.
     *
     * @throws NetcException where this Java has no compiler, or not all of one
     */
    SortedMap<String, byte[]> compile() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw Jdk.missing("none", null);
        }
        Path folder = Files.createTempDirectory("netc-classes");
        try {
            compile(javac, folder);
            return classesIn(folder);
        } finally {
            delete(folder);
        }
    }

    private void compile(JavaCompiler javac, Path folder) throws IOException {
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            if (!task(javac, messages, files).call()) {
                throw new IllegalStateException("the class of net " + name + " does not compile:\n" + messages);
            }
        }
    }

    /** A runtime without the rest of the JDK, as Debian packs it, may have the compiler and not what Java 21 holds. */
    private CompilationTask task(JavaCompiler javac, StringWriter messages, StandardJavaFileManager files) {
        try {
            return javac.getTask(messages, files, null, List.of("--release", RELEASE, "-proc:none", "-g"), null,
                    List.of(new Source()));
        } catch (IllegalArgumentException e) {
            throw Jdk.missing("a part of one (" + e.getMessage() + ")", e);
        }
    }

    private final class Source extends SimpleJavaFileObject {
        Source() {
            super(URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    /** Where the classes come from that the class names, in whatever way this program was started. */
    private static List<Path> classPath() {
        return Stream.of(EmbeddedNet.class, Program.class, JsonTypeInfo.class).map(ClassCompiler::origin).distinct()
                .toList();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where " + type + " comes from is no file", e);
        }
    }

    private static SortedMap<String, byte[]> classesIn(Path folder) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                classes.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
