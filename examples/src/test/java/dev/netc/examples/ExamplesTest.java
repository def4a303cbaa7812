package dev.netc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every example as a reader would: its {@code main}, in a JVM of its own, from the project's root. What it prints is kept
 * in {@code target/examples}.
 */
class ExamplesTest {
    static final Path ROOT = projectRoot();
    private static final long MINUTES = 3;

    @TestFactory
    Stream<DynamicTest> everyExampleRuns() throws Exception {
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.getSimpleName(), () -> run(example)));
    }

    private static void run(Class<?> example) throws IOException, InterruptedException {
        Path output = Files.createDirectories(Path.of("target", "examples")).resolve(example.getSimpleName() + ".txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), example.getName())
                .directory(ROOT.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("ends within %d minutes, having printed%n%s", MINUTES, Files.readString(output)).isTrue();
        assertThat(process.waitFor()).as("exit status, having printed%n%s", Files.readString(output)).isZero();
    }

    /** The classes of this package that can be started, found where they were compiled to. */
    private static List<Class<?>> examples() throws Exception {
        Path classes = Path.of(ExamplesTest.class.getResource("/").toURI()).resolveSibling("classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .<Class<?>>map(ExamplesTest::load)
                    .filter(ExamplesTest::canBeStarted)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ExamplesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static boolean canBeStarted(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getName().equals("main")
                && Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()));
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        assertThat(folder).as("the project's root, the folder that holds .mvn").isNotNull();
        return folder;
    }
}
