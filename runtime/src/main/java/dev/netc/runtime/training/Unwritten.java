package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.netc.runtime.error.FileTrouble;

/** Files that have to be written, in their order: what could not be is kept, and tried again with what comes next. */
final class Unwritten {
    /** What writes. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    private final Map<Path, Writing> files = new LinkedHashMap<>();

    /** A file has to be written, instead of what it was to hold before. */
    void add(Path file, Writing writing) {
        files.remove(file);
        files.put(file, writing);
    }

    /** Has a file that is left to be written in another way, in its place among the others. */
    void replace(Path file, Writing writing) {
        files.computeIfPresent(file, (path, before) -> writing);
    }

    /** Writes all that is left; in words what cannot be, nothing of which was harmed. */
    Optional<String> write() {
        for (Iterator<Map.Entry<Path, Writing>> left = files.entrySet().iterator(); left.hasNext();) {
            Map.Entry<Path, Writing> next = left.next();
            try {
                next.getValue().run();
                left.remove();
            } catch (IOException e) {
                return Optional.of(words(next.getKey(), e));
            }
        }
        return Optional.empty();
    }

    static String words(Path file, IOException why) {
        return file + ": cannot be written: " + FileTrouble.words(why);
    }
}
