package dev.netc.compiler.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Draws problems as a terminal shows them: code and message, place, source line with carets, help. */
public final class Renderer {

    /** Wider than that, a line is no longer cited whole. */
    private static final int WIDEST_LINE = 400;

    /** One problem; ends with a newline. */
    public String render(Problem problem) {
        Words words = Words.of(problem);
        Place where = problem.where();
        int digits = String.valueOf(widestLineNumber(where)).length();
        List<String> lines = new ArrayList<>();
        lines.add(problem.severity().word() + "[" + problem.code() + "]: " + words.message());
        lines.addAll(cite("-->", where.span(), '^', words.label(), digits));
        for (Use use : where.uses()) {
            lines.addAll(cite(":::", use.call(), '-', "in this use of `" + use.block() + "`", digits));
        }
        if (words.help().isEmpty() && where.alsoLines().isEmpty()) {
            lines.removeLast(); // the bar that leads on to the help
        }
        for (String help : words.help()) {
            lines.add(" ".repeat(digits + 2) + "= help: " + help);
        }
        if (!where.alsoLines().isEmpty()) {
            lines.add(" ".repeat(digits + 2) + "= also in " + lines(where.alsoLines()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String lines(List<Integer> numbers) {
        String last = String.valueOf(numbers.get(numbers.size() - 1));
        String others = numbers.stream().limit(numbers.size() - 1L).map(String::valueOf)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "line " + last : "lines " + others + " and " + last;
    }

    /** Problems in their order, an empty line between two. */
    public String render(List<Problem> problems) {
        return problems.stream().map(this::render).collect(Collectors.joining("\n"));
    }

    private static int widestLineNumber(Place where) {
        return Math.max(where.span().line(), where.uses().stream().mapToInt(u -> u.call().line()).max().orElse(0));
    }

    private static List<String> cite(String arrow, Span span, char mark, String label, int digits) {
        String margin = " ".repeat(digits + 2) + "|";
        Cited cited = Cited.of(span);
        String carets = cited.indent() + String.valueOf(mark).repeat(cited.width());
        return List.of(
                " ".repeat(digits + 1) + arrow + " " + span.source().file() + ":" + span.line() + ":" + span.column(),
                margin, (" %" + digits + "d | ").formatted(span.line()) + cited.text(),
                (margin + " " + carets + " " + label).stripTrailing(), margin);
    }

    /** A source line, what stands before the carets, and how many carets: a span of several lines is marked on its first. */
    private record Cited(String text, String indent, int width) {

        static Cited of(Span span) {
            SourceText source = span.source();
            int length = source.lineLength(span.line());
            int from = span.column() - 1;
            int first = length <= WIDEST_LINE ? 0 : Math.max(0, from - 80);
            int last = Math.min(length, first + WIDEST_LINE);
            int start = source.lineStart(span.line());
            int to = Math.min(span.end() - start, last);
            String before = source.slice(start + first, Math.min(start + from, source.length()));
            return new Cited(source.slice(start + first, start + last), blank(before), Math.max(1, to - from));
        }

        /** As wide as the text, tabs kept: they are as wide above. */
        private static String blank(String text) {
            return text.codePoints().map(c -> c == '\t' ? '\t' : ' ').collect(StringBuilder::new,
                    StringBuilder::appendCodePoint, StringBuilder::append).toString();
        }
    }
}
