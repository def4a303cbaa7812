package dev.netc.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * All that a program's JSON can say, held against what its version could say when it was given: a runtime of yesterday has to be
 * told of a program of today by the version, before it meets a word that it does not know. {@code -Dgolden.update} writes
 * the file anew where {@link Program#VERSION} is another than the file's.
 */
class ProgramFormatTest {
    private static final Path KNOWN = Path.of("src/test/resources/program-format.txt");

    @Test
    void whatAProgramCanSayChangesWithItsVersionAlone() throws IOException {
        String version = "version " + Program.VERSION + "\n";
        if (System.getProperty("golden.update") != null && !Files.readString(KNOWN).startsWith(version)) {
            Files.writeString(KNOWN, version + format());
        }
        assertThat(version + format()).as("raise Program.VERSION, then -Dgolden.update")
                .isEqualTo(Files.readString(KNOWN));
    }

    /** A line a type: a record's fields, an enum's constants, an interface's records. */
    private static String format() {
        SortedMap<String, String> lines = new TreeMap<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(Program.class));
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            if (type.getPackage().equals(Program.class.getPackage()) && !lines.containsKey(name(type))) {
                lines.put(name(type), line(type));
                open.addAll(within(type));
            }
        }
        return lines.entrySet().stream().map(line -> line.getKey() + (": " + line.getValue()).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static String line(Class<?> type) {
        Stream<?> parts = type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                : type.isSealed()
                        ? Arrays.stream(type.getPermittedSubclasses()).map(ProgramFormatTest::name)
                        : Arrays.stream(type.getRecordComponents()).map(field -> name(field.getGenericType()) + " "
                                + field.getName());
        return parts.map(Object::toString).collect(Collectors.joining(", "));
    }

    private static List<Class<?>> within(Class<?> type) {
        if (type.isSealed()) {
            return List.of(type.getPermittedSubclasses());
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                        .<Class<?>>flatMap(ProgramFormatTest::classes).toList()
                : List.of();
    }

    private static Stream<Class<?>> classes(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments()).flatMap(ProgramFormatTest::classes)
                : Stream.<Class<?>>of((Class<?>) type).filter(c -> !c.isPrimitive());
    }

    /** {@code Step.Launch}, {@code List<Step>}. */
    private static String name(Type type) {
        return type.getTypeName().replaceAll("[a-z.]*\\.(?=[A-Z])", "").replace('$', '.');
    }
}
