package dev.netc.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.netc.compiler.analyse.Known;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.define.Description;
import dev.netc.compiler.define.Entry;

/** Words of the language and names of a file, told in Markdown. */
final class Describe {
    /** A block may be used very often: so many uses are told of. */
    private static final int MOST_USES = 6;

    private Describe() {}

    /** A word of the language. */
    static String entry(Entry entry) {
        Description told = entry.description();
        List<String> lines = new ArrayList<>(List.of(code(entry.usage()), told.summary()));
        if (!told.rule().isEmpty()) {
            lines.add("```\n" + told.rule() + "\n```");
        }
        String arguments = entry.arguments().stream().map(
                a -> argument(new Callee.Argument(a.name(), a.takes(), a.standard(), a.meaning())))
                .map(a -> "- " + a).collect(Collectors.joining("\n"));
        lines.add(arguments);
        lines.add(told.shape().isEmpty() ? "" : "Shape: " + told.shape());
        lines.add(told.gradient().isEmpty() ? "" : "Gradient: " + told.gradient());
        lines.add(told.source());
        return paragraphs(lines);
    }

    static String argument(Callee.Argument argument) {
        String standard = argument.standard().isEmpty() ? "" : " = `" + argument.standard() + "`";
        String takes = argument.takes().isEmpty() ? "" : ": " + argument.takes();
        return "`" + argument.name() + "`" + standard + takes
                + (argument.meaning().isEmpty() ? "" : "; " + argument.meaning());
    }

    /** A name of the file, with what it was found to be. */
    static String declaration(Document document, Declaration declaration) {
        List<String> lines = new ArrayList<>();
        List<Known> known = known(document, declaration.name().span().start());
        String shape = known.isEmpty() ? "" : shape(known.get(0));
        lines.add(code(head(declaration) + (head(declaration).endsWith(shape.strip()) ? "" : shape)));
        lines.add(declaration.isCallable()
                ? ""
                : declaration.kind().words() + (known.isEmpty() ? "" : rest(known.get(0))));
        lines.add(uses(known));
        lines.add(comment(document, declaration));
        return paragraphs(lines);
    }

    /** How a name is given: a block with its parameters, a parameter with its default. */
    static String head(Declaration declaration) {
        return switch (declaration.kind()) {
            case BLOCK, FUNCTION -> declaration.kind().words() + " " + declaration.text()
                    + declaration.parameters().stream().map(Describe::parameter)
                            .collect(Collectors.joining(", ", "(", ")"));
            case INPUT -> "input " + declaration.text() + ": " + declaration.value();
            case NET_PARAMETER, PARAMETER -> declaration.text()
                    + (declaration.value().isEmpty() ? "" : " = " + declaration.value());
            case BINDING, INNER_BINDING, OUTPUT -> declaration.text();
        };
    }

    private static String parameter(Parameter parameter) {
        return parameter.name().text() + parameter.defaultValue().map(d -> " = " + d.span().text()).orElse("");
    }

    /** What was found at a place: for a name or a call in a block one for every use. */
    static List<Known> known(Document document, int start) {
        return document.analysis().known().stream().filter(k -> k.place().span().start() == start).toList();
    }

    /** What a call gives, in each use if it stands in a block. */
    static String result(List<Known> known) {
        return known.isEmpty() || !known.get(0).place().uses().isEmpty()
                ? uses(known)
                : "Here: " + told(known.get(0));
    }

    /** The shape of a tensor that stands once. */
    static String shapeOnly(Known known) {
        boolean once = known.place().uses().isEmpty();
        return once && known instanceof Known.Tensor tensor ? tensor.shape().toString() : "";
    }

    private static String shape(Known known) {
        String shape = shapeOnly(known);
        return shape.isEmpty() ? "" : " : " + shape;
    }

    private static String rest(Known known) {
        return known.place().uses().isEmpty() && known instanceof Known.Tensor tensor ? counts(tensor) : "";
    }

    private static String told(Known known) {
        return switch (known) {
            case Known.Tensor tensor -> "`" + tensor.shape() + "`" + counts(tensor);
            case Known.Figure number -> "`" + number(number.value()) + "`";
        };
    }

    private static String counts(Known.Tensor tensor) {
        return (tensor.columns() > 0 ? " in each of " + tensor.columns() + " columns" : "")
                + (tensor.parameters() > 0
                        ? String.format(Locale.ROOT, ", %,d parameters", tensor.parameters())
                                + (tensor.columns() > 1 ? " in all" : "")
                        : "");
    }

    private static String uses(List<Known> known) {
        List<String> uses = known.stream().filter(k -> !k.place().uses().isEmpty())
                .map(k -> "- used in line " + k.place().uses().get(0).call().line() + ": " + told(k)).distinct()
                .toList();
        String more = uses.size() > MOST_USES ? "\n- and " + (uses.size() - MOST_USES) + " more" : "";
        return String.join("\n", uses.subList(0, Math.min(MOST_USES, uses.size()))) + more;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** The comment on the lines above a statement; parameters stand in one with others, so that they have none. */
    static String comment(Document document, Declaration declaration) {
        List<String> lines = new ArrayList<>();
        if (declaration.kind() == Declaration.Kind.NET_PARAMETER || declaration.kind() == Declaration.Kind.PARAMETER) {
            return "";
        }
        for (int line = declaration.name().span().line() - 1; line >= 1; line--) {
            String text = document.source().lineText(line).strip();
            if (!text.startsWith("//")) {
                break;
            }
            lines.add(0, text.substring(2).strip());
        }
        return String.join("\n", lines);
    }

    private static String code(String text) {
        return "```net\n" + text + "\n```";
    }

    private static String paragraphs(List<String> paragraphs) {
        return paragraphs.stream().filter(p -> !p.isBlank()).collect(Collectors.joining("\n\n"));
    }
}
