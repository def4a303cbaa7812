package dev.netc.runtime.weights;

import java.util.List;

import dev.netc.program.Program;

/** Says why tensors do not fit a program: both lists, and what was likely meant. */
record Misfit(Program program, String source, Fit fit) {
    private static final int SHOWN = 12;

    String explain() {
        StringBuilder text = new StringBuilder(source).append(" does not fit net ").append(program.name())
                .append(":\n");
        text.append("  the net wants, and does not find");
        list(text, fit.missing().stream().map(p -> p.name() + "  " + Fit.shape(p)).toList());
        text.append("\n  the file holds, and the net does not know");
        list(text, Lists.of(fit.left()));
        List<String> pairs = LikelyPair.of(fit).stream().map(LikelyPair::text).toList();
        if (!pairs.isEmpty()) {
            text.append("\n  likely meant");
            list(text, pairs);
        }
        return text.append("\n  %d of the net's %d parameters fit".formatted(fit.fitting().size(),
                program.parameters().size())).toString();
    }

    private static void list(StringBuilder text, List<String> lines) {
        text.append(lines.isEmpty() ? ": nothing" : "");
        Lists.add(text, lines, SHOWN);
    }
}
