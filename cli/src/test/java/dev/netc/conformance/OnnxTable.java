package dev.netc.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of ONNX's cases, a row an operator. */
final class OnnxTable {
    private static final String BEGIN = "<!-- cases -->\n";
    private static final String END = "<!-- end of cases -->";

    private OnnxTable() {}

    /** The cases of one operator. */
    static final class Row {
        private final String operators;
        private int passed;
        private int failed;
        private final Map<String, List<String>> outOfScope = new LinkedHashMap<>();

        Row(String operators) {
            this.operators = operators;
        }

        void add(String name, OnnxCase.Verdict verdict) {
            switch (verdict) {
                case OnnxCase.Verdict.Passed done -> passed++;
                case OnnxCase.Verdict.Failed wrong -> failed++;
                case OnnxCase.Verdict.OutOfScope(String why) ->
                    outOfScope.computeIfAbsent(why, n -> new ArrayList<>()).add(name.replaceFirst(".*/test_", ""));
            }
        }

        private int outOfScope() {
            return outOfScope.values().stream().mapToInt(List::size).sum();
        }

        private String text() {
            String why = outOfScope.entrySet().stream().map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
                    .collect(Collectors.joining("<br>"));
            return "| " + operators + " | " + passed + " | " + failed + " | " + outOfScope() + " | "
                    + why.replace("|", "\\|").replace("\n", " ") + " |\n";
        }
    }

    static String text(Collection<Row> rows) {
        int passed = rows.stream().mapToInt(r -> r.passed).sum();
        int failed = rows.stream().mapToInt(r -> r.failed).sum();
        int out = rows.stream().mapToInt(Row::outOfScope).sum();
        return BEGIN + "| operator | passed | failed | out of scope | why |\n|---|---|---|---|---|\n"
                + rows.stream().map(Row::text).collect(Collectors.joining()) + "| all | " + passed + " | " + failed
                + " | "
                + out + " | |\n" + END;
    }

    /** Puts a table in the place of the page's. */
    static void write(Path page, String table) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, begin) + END.length();
        Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    }
}
