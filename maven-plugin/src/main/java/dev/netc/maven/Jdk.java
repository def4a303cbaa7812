package dev.netc.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a JDK in which the compiler runs. */
final class Jdk {
    /** The oldest that does. */
    static final int OLDEST = 21;

    /** As a JDK writes it: {@code "21.0.2"}, in quotes. */
    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,4})");

    private Jdk() {}

    /** The first of these homes that holds a JDK which is new enough. */
    static Optional<Path> first(Stream<Path> homes) {
        return homes.filter(Jdk::fits).findFirst();
    }

    /** Where a JDK may lie on this machine, the likeliest first. */
    static Stream<Path> candidates() {
        Stream<Path> named = Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
                .filter(home -> home != null)
                .map(Path::of);
        Path user = Path.of(System.getProperty("user.home"));
        Stream<Path> folders = Stream.of(Path.of("/usr/lib/jvm"), user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/opt/java"), Path.of("/opt"), Path.of("C:\\Program Files\\Java"),
                Path.of("C:\\Program Files\\Eclipse Adoptium"));
        Stream<Path> mac = Stream
                .of(Path.of("/Library/Java/JavaVirtualMachines"), user.resolve("Library/Java/JavaVirtualMachines"))
                .flatMap(Jdk::inside).map(jdk -> jdk.resolve("Contents/Home"));
        return Stream.concat(named, Stream.concat(folders.flatMap(Jdk::inside), mac));
    }

    /** Does a folder hold a JDK, not only a JRE, that is new enough? Every JDK says its version in a file. */
    static boolean fits(Path home) {
        return tool(home, "javac").isPresent() && version(home) >= OLDEST;
    }

    /** A JDK's java. */
    static Path java(Path home) {
        return tool(home, "java").orElseThrow();
    }

    private static Optional<Path> tool(Path home, String name) {
        return Stream.of(name, name + ".exe").map(file -> home.resolve("bin").resolve(file))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static int version(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0; // not a JDK's folder
        }
        Matcher version = VERSION.matcher(release.getProperty("JAVA_VERSION", ""));
        return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static Stream<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // not for us to read
        }
    }
}
