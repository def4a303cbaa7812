package dev.netc.compiler.define;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.define.Entry.Group;
import dev.netc.compiler.format.Formatter;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;

/** Writes {@code docs/operators.md} of the vocabulary. */
final class OperatorsPage {
    private static final String HEAD = """
            # Operators, functions and settings

            Every word that a model file calls or sets. This page is made from the compiler's own definitions, and every net
            on it is compiled by a test; [`language.md`](language.md) says how words become a net.

            Shapes are those of one example: `[channels, height, width]` or `[features]`. An argument is written by its place
            or its name (`conv(96, 11, stride: 4)`); the tensor comes first or from an arrow (`image -> conv(96, 11)`).

            """;

    private final StringBuilder page = new StringBuilder();

    private OperatorsPage() {}

    static String text() {
        OperatorsPage page = new OperatorsPage();
        page.page.append(HEAD);
        page.contents();
        for (Group group : Group.values()) {
            page.group(group);
        }
        return page.page.toString();
    }

    private void contents() {
        for (Group group : Group.values()) {
            String names = Vocabulary.of(group).stream()
                    .map(e -> "[`%s`](#%s)".formatted(e.name(), anchor(e))).collect(Collectors.joining(" "));
            page.append("- ").append(title(group)).append(": ").append(names).append('\n');
        }
    }

    private void group(Group group) {
        page.append("\n## ").append(title(group)).append('\n');
        Vocabulary.of(group).forEach(this::entry);
    }

    private static String title(Group group) {
        return switch (group) {
            case OPERATOR -> "Operators";
            case COMMUNICATION -> "Between columns";
            case FUNCTION -> "Pointwise functions";
            case INITIAL_VALUES -> "Initial values";
            case PADDING -> "Padding";
            case SETTING -> "Settings of a train block";
            case LOSS -> "Losses";
            case OPTIMIZER -> "Optimizers";
            case SCHEDULE -> "Schedules";
            case PREPARE -> "Preparing images";
            case AUGMENT -> "Varying images";
        };
    }

    /** Where a word stands in two groups (`constant`, `scale`), its heading says which. */
    private static String heading(Entry entry) {
        boolean alone = Vocabulary.all().stream().filter(e -> e.name().equals(entry.name())).count() == 1;
        return alone ? entry.name() : entry.name() + " (" + title(entry.group()).toLowerCase(Locale.ROOT) + ")";
    }

    private static String anchor(Entry entry) {
        return heading(entry).replace("(", "").replace(")", "").replace(' ', '-');
    }

    private void entry(Entry entry) {
        Description told = entry.description();
        page.append("\n### ").append(heading(entry)).append("\n\n`").append(entry.usage()).append("`\n\n");
        page.append(told.summary()).append('\n');
        if (!told.rule().isEmpty()) {
            page.append("\n```\n").append(told.rule()).append("\n```\n");
        }
        if (!told.source().isEmpty()) {
            page.append("\nAfter: ").append(told.source()).append(".\n");
        }
        arguments(entry);
        said("Shape", told.shape());
        parameters(entry);
        said("Gradient", told.gradient());
        example(entry);
    }

    private void said(String what, String words) {
        if (!words.isEmpty()) {
            page.append("\n**").append(what).append(".** ").append(words).append('\n');
        }
    }

    private void arguments(Entry entry) {
        if (entry.group() == Group.FUNCTION || entry.arguments().isEmpty()) {
            return;
        }
        page.append("\n| argument | takes | unless said | |\n|---|---|---|---|\n");
        entry.arguments().forEach(a -> page.append("| `%s` | %s | %s | %s |%n".formatted(a.name(), a.takes(),
                a.optional() ? a.standard().isEmpty() ? "" : "`" + a.standard() + "`" : "must be given", a.meaning())));
    }

    private void parameters(Entry entry) {
        List<Description.Makes> made = entry.description().parameters();
        if (!made.isEmpty()) {
            page.append("\n| parameter | shape | |\n|---|---|---|\n");
            made.forEach(p -> page.append("| `%s` | `%s` | %s |%n".formatted(p.role(), p.shape(), p.meaning())));
        }
    }

    private void example(Entry entry) {
        if (entry.group().isSetting()) {
            page.append("\n```\n").append(entry.description().example()).append("\n```\n");
            return;
        }
        String net = Formatter.format(new SourceText("example.net", entry.exampleNet())).text().orElseThrow();
        page.append("\n```\n").append(net).append("```\n");
        if (!entry.description().parameters().isEmpty()) {
            page.append("\nIts parameters: ").append(parameters(network(entry))).append(".\n");
        }
    }

    /** The net of the example; the test tells where it has mistakes. */
    static Network network(Entry entry) {
        return Frontend.analyse(new SourceText("example.net", entry.exampleNet()), Map.of()).network().orElseThrow();
    }

    private static String parameters(Network network) {
        return network.operations().stream().flatMap(o -> o.parameters().stream())
                .map(p -> "`%s` %s".formatted(p.name(), p.shape())).collect(Collectors.joining(", "));
    }
}
