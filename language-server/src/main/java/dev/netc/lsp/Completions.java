package dev.netc.lsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.define.Entry;
import dev.netc.compiler.define.Entry.Group;
import dev.netc.compiler.define.Vocabulary;
import dev.netc.grammar.NetLexer;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** What could be typed at a place. */
final class Completions {
    private static final List<String> NET_WORDS = List.of("input", "block", "fn", "columns", "output", "train");

    private final Cursor cursor;
    private final Words words;
    private final int index;

    private Completions(Cursor cursor) {
        this.cursor = cursor;
        this.words = cursor.words();
        this.index = cursor.index();
    }

    static List<CompletionItem> at(Cursor cursor) {
        return cursor.words().isInComment(cursor.offset()) ? List.of() : new Completions(cursor).items();
    }

    private List<CompletionItem> items() {
        boolean inTrain = Braces.around(words, index) == Braces.TRAIN;
        Optional<CallSite> call = CallSite.around(words, index);
        if (CallSite.isPiped(words, index)) {
            return callables().toList();
        }
        if (call.isPresent()) {
            return inCall(call.get());
        }
        if (inTrain) {
            return inTrain();
        }
        if (cursor.isAtStatement()) {
            return statements().toList();
        }
        boolean begins = words.type(index - 1) == NetLexer.ASSIGN || words.type(index - 1) == NetLexer.RETURN;
        return begins ? Stream.concat(values(), callables()).toList() : values().toList();
    }

    // --- Within the brackets of a call -------------------------------------------------------------------------------

    private List<CompletionItem> inCall(CallSite site) {
        List<CompletionItem> items = new ArrayList<>();
        Optional<Callee> callee = Callee.at(cursor.document(), site.callee());
        callee.ifPresent(c -> {
            if (site.current().isEmpty()) {
                c.written(site).stream().filter(a -> !site.named().contains(a.name()))
                        .map(Completions::argument).forEach(items::add);
            }
            current(c, site).ifPresent(a -> choices(a).forEach(items::add));
        });
        values().forEach(items::add);
        return items;
    }

    /** The argument at the cursor, by its name or its place. */
    private static Optional<Callee.Argument> current(Callee callee, CallSite site) {
        List<Callee.Argument> written = callee.written(site);
        return site.current().isEmpty()
                ? written.stream().skip(site.position()).findFirst()
                : written.stream().filter(a -> a.name().equals(site.current())).findFirst();
    }

    private static CompletionItem argument(Callee.Argument argument) {
        CompletionItem item = item(argument.name() + ":", CompletionItemKind.Property, argument.takes(),
                argument.meaning());
        item.setInsertText(argument.name() + ": ");
        item.setFilterText(argument.name());
        item.setSortText("0" + argument.name());
        if (!argument.standard().isEmpty()) {
            CompletionItemLabelDetails details = new CompletionItemLabelDetails();
            details.setDetail(" = " + argument.standard());
            item.setLabelDetails(details);
        }
        return item;
    }

    /** The words that an argument takes, each in backticks where it is said what it takes. */
    private static Stream<CompletionItem> choices(Callee.Argument argument) {
        Stream<CompletionItem> words = Arrays.stream(argument.takes().split("`", -1))
                .filter(w -> w.matches("[a-z]+") && !isInitial(w) && argument.takes().contains("`" + w + "`"))
                .map(w -> item(w, CompletionItemKind.EnumMember, argument.name(), ""));
        Group group = argument.takes().startsWith("initial values")
                ? Group.INITIAL_VALUES
                : argument.takes().contains("end(") ? Group.PADDING : null;
        return group == null ? words : Stream.concat(words, Vocabulary.of(group).stream().map(Completions::entry));
    }

    private static boolean isInitial(String word) {
        return Vocabulary.find(Group.INITIAL_VALUES, word).isPresent();
    }

    // --- In a train block --------------------------------------------------------------------------------------------

    private List<CompletionItem> inTrain() {
        if (cursor.isAtStatement() && words.type(index - 1) != NetLexer.COMMA) {
            return entries(Group.SETTING).toList();
        }
        Stream<CompletionItem> of = switch (setting()) {
            case NetLexer.LOSS -> entries(Group.LOSS);
            case NetLexer.OPTIMIZER -> entries(Group.OPTIMIZER);
            case NetLexer.SCHEDULE -> entries(Group.SCHEDULE);
            case NetLexer.PREPARE -> entries(Group.PREPARE);
            case NetLexer.AUGMENT -> entries(Group.AUGMENT);
            default -> values();
        };
        return of.toList();
    }

    /** The setting whose value is being typed. */
    private int setting() {
        int at = index - 1;
        while (at >= 0 && !(words.type(at) >= NetLexer.LOSS && words.type(at) <= NetLexer.PARAMS)) {
            at--;
        }
        return words.type(at);
    }

    // --- Elsewhere ---------------------------------------------------------------------------------------------------

    private Stream<CompletionItem> statements() {
        return switch (Braces.around(words, index)) {
            case FILE -> keywords(List.of("net"));
            case NET -> keywords(NET_WORDS);
            case BLOCK -> keywords(List.of("return"));
            case COLUMNS, TRAIN -> Stream.empty();
        };
    }

    private static Stream<CompletionItem> keywords(List<String> keywords) {
        return keywords.stream().map(w -> item(w, CompletionItemKind.Keyword, "", Keywords.MEANING.get(w)));
    }

    /** The tensors and numbers that can be named here, and {@code all}. */
    private Stream<CompletionItem> values() {
        Stream<CompletionItem> own = visible().filter(d -> !d.isCallable()).map(this::own);
        return Stream.concat(own, entries(Group.COMMUNICATION));
    }

    private Stream<CompletionItem> callables() {
        Stream<CompletionItem> own = visible().filter(Declaration::isCallable).map(this::own);
        return Stream.of(own, entries(Group.OPERATOR), entries(Group.FUNCTION), entries(Group.COMMUNICATION))
                .flatMap(s -> s);
    }

    private Stream<Declaration> visible() {
        return cursor.document().declarations().visible(cursor.offset()).stream();
    }

    private CompletionItem own(Declaration declaration) {
        CompletionItemKind kind = declaration.isCallable() ? CompletionItemKind.Function : CompletionItemKind.Variable;
        String shape = Describe.known(cursor.document(), declaration.name().span().start()).stream().findFirst()
                .map(Describe::shapeOnly).orElse("");
        return item(declaration.text(), kind, declaration.isCallable() ? Describe.head(declaration) : shape,
                Describe.comment(cursor.document(), declaration));
    }

    private static Stream<CompletionItem> entries(Group group) {
        return Vocabulary.of(group).stream().map(Completions::entry);
    }

    private static CompletionItem entry(Entry entry) {
        CompletionItemKind kind = entry.group() == Group.SETTING
                ? CompletionItemKind.Keyword
                : CompletionItemKind.Function;
        return item(entry.name(), kind, entry.usage(), entry.description().summary());
    }

    private static CompletionItem item(String label, CompletionItemKind kind, String detail, String told) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(kind);
        item.setDetail(detail.isEmpty() ? null : detail);
        item.setDocumentation(told.isEmpty() ? null : new MarkupContent(MarkupKind.MARKDOWN, told));
        return item;
    }
}
