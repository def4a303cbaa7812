package dev.netc.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import org.jocl.CL;

/** The place where embedded nets live: the runtime and what it needs, and nothing of the compiler. */
final class RuntimeAlone {
    /** Of the JDK: images, and what JOCL reports by. */
    private static final String MODULES = "java.desktop,java.logging";

    private RuntimeAlone() {}

    /** The class path of a program that has the runtime and what it cannot do without. */
    private static String classPath() {
        return Stream.of(Program.class, Model.class, ObjectMapper.class, JsonFactory.class, JsonIgnore.class, CL.class)
                .map(RuntimeAlone::location).collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles classes, given by file name, as a project does that wants no warning; the folder of their class files. */
    static Path compiled(Path folder, Map<String, String> sources, Path... jars) throws IOException {
        return compiled(folder, sources, joined(jars));
    }

    /** Compiles them against the runtime's own classes, and nothing that it needs itself. */
    static Path compiledAgainstNothingElse(Path folder, Map<String, String> sources) throws IOException {
        return compiled(folder, sources, location(Model.class));
    }

    private static Path compiled(Path folder, Map<String, String> sources, String classPath) throws IOException {
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
                            classes.toString(), "-classpath", classPath),
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
                        "--enable-native-access=ALL-UNNAMED", "--limit-modules", MODULES, "-cp", joined(path), type));
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
