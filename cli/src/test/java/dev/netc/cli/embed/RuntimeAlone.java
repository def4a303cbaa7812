package dev.netc.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The place where embedded nets live: the runtime and what it needs, and nothing of the compiler. */
final class RuntimeAlone {
    private static final Pattern NEEDED = Pattern
            .compile(
                    ".*[/\\\\](program|runtime|netc-program|netc-runtime|jocl|jackson|imageio|common-|commons-)[^:;]*");
    private static final Pattern COMPILERS = Pattern
            .compile(".*[/\\\\](cli|compiler|grammar|language-server)[/\\\\].*");

    private RuntimeAlone() {}

    /** The class path of a program that has the runtime and its dependencies. */
    static String classPath() {
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry).matches() && !COMPILERS.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(path).contains("jocl", "jackson").doesNotContain("compiler", "picocli", "antlr");
        return path;
    }

    /** Compiles classes, given by file name, as a project does that wants no warning; the folder of their class files. */
    static Path compiled(Path folder, Map<String, String> sources, Path... jars) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("sources").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(messages, manager, null,
                    List.of("-Xlint:all", "-Xdoclint:all/protected", "-Werror", "-proc:none", "--release", "21", "-d",
                            classes.toString(), "-classpath", joined(jars)),
                    null, manager.getJavaFileObjectsFromPaths(files)).call();
            assertThat(messages.toString()).isEmpty();
            assertThat(compiled).isTrue();
        }
        return classes;
    }

    /** Runs a class in a JVM of its own, found in a folder first; what it printed. */
    static String run(String type, List<String> arguments, Path... path) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-cp", joined(path), type));
        command.addAll(arguments);
        Path errors = Files.createTempFile(path[0], "errors", ".txt"); // drivers speak there, too
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return printed;
    }

    /** A loader of what a jar or folder holds, the runtime being shared with the test. */
    static URLClassLoader loader(Path path) throws IOException {
        return new URLClassLoader(new URL[]{path.toUri().toURL()}, RuntimeAlone.class.getClassLoader());
    }

    private static String joined(Path... path) {
        return Stream.concat(Stream.of(path).map(Path::toString), Stream.of(classPath()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
