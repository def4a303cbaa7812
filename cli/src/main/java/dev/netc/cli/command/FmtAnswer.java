package dev.netc.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.netc.cli.output.Answer;

/**
 * What {@code netc fmt} did, or would do.
 *
 * @param check whether nothing was written
 * @param files in the order in which they were named
 * @param layout of what came from standard input, else null
 */
record FmtAnswer(@JsonIgnore boolean check, List<Laid> files,
        @JsonInclude(JsonInclude.Include.NON_NULL) String layout) implements Answer {

    /**
     * A file.
     *
     * @param changed whether its layout was another
     * @param line the first that was, or null
     * @param was that line as it was, or null
     * @param is that line as it is to be, or null
     */
    record Laid(String file, boolean changed, Integer line, String was, String is) {
        static Laid of(String file, String text, String layout) {
            if (text.equals(layout)) {
                return new Laid(file, false, null, null, null);
            }
            List<String> before = text.lines().toList();
            List<String> after = layout.lines().toList();
            int line = 0;
            while (line < Math.min(before.size(), after.size())
                    && Objects.equals(before.get(line), after.get(line))) {
                line++;
            }
            return new Laid(file, true, line + 1, line(before, line), line(after, line));
        }

        private static String line(List<String> lines, int index) {
            return index < lines.size() ? lines.get(index) : "";
        }

        /** The file and the first line that differs. */
        private String text() {
            return file + ":" + line + " is the first line that differs\n  - " + was.stripTrailing() + "\n  + " + is
                    + "\n";
        }
    }

    int changed() {
        return Math.toIntExact(files.stream().filter(Laid::changed).count());
    }

    @Override
    public String text() {
        if (layout != null && !check) {
            return layout;
        }
        String sum = changed() + " of " + (files.size() == 1 ? "1 file " : files.size() + " files ")
                + (check ? "would change" : "changed") + "\n";
        return files.stream().filter(Laid::changed).map(Laid::text).collect(Collectors.joining()) + sum;
    }
}
