package dev.netc.lsp;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.define.Entry;
import dev.netc.compiler.define.Vocabulary;
import dev.netc.grammar.NetLexer;

/**
 * What is called: a word of the language, or a block or a function of the file.
 *
 * @param usage how it is written
 * @param summary what it is, in Markdown
 * @param arguments in their order
 * @param tensors how many of the arguments are the tensor that an arrow brings: 1, or 0 where it is not among them
 */
record Callee(String name, String usage, String summary, List<Argument> arguments, int tensors) {
    /** Groups of words that are called within a train block, the inner ones first. */
    private static final List<Entry.Group> IN_TRAIN = List.of(Entry.Group.PREPARE, Entry.Group.AUGMENT,
            Entry.Group.OPTIMIZER, Entry.Group.SCHEDULE, Entry.Group.LOSS, Entry.Group.SETTING);
    private static final List<Entry.Group> ELSEWHERE = List.of(Entry.Group.OPERATOR, Entry.Group.COMMUNICATION,
            Entry.Group.FUNCTION, Entry.Group.INITIAL_VALUES, Entry.Group.PADDING);

    Callee {
        arguments = List.copyOf(arguments);
    }

    /**
     * An argument.
     *
     * @param takes in words; empty where anything
     * @param standard its value when it is left out; empty where there is none
     */
    record Argument(String name, String takes, String standard, String meaning) {}

    /** What the token with that index calls. */
    static Optional<Callee> at(Document document, int index) {
        String name = document.words().text(index);
        Optional<Callee> own = document.declarations().find(name, document.words().start(index), true)
                .map(declaration -> of(document, declaration));
        return own.or(() -> entry(document.words(), index).map(Callee::of));
    }

    /** The word of the language that stands at an index. */
    static Optional<Entry> entry(Words words, int index) {
        boolean inTrain = Braces.around(words, index) == Braces.TRAIN;
        boolean setting = inTrain && words.type(index) >= NetLexer.LOSS && words.type(index) <= NetLexer.PARAMS;
        List<Entry.Group> groups = setting ? List.of(Entry.Group.SETTING) : inTrain ? IN_TRAIN : ELSEWHERE;
        return groups.stream().flatMap(g -> Vocabulary.find(g, words.text(index)).stream()).findFirst();
    }

    static Callee of(Entry entry) {
        int tensors = entry.group() == Entry.Group.FUNCTION || entry.group() == Entry.Group.COMMUNICATION ? 1 : 0;
        return new Callee(entry.name(), entry.usage(), entry.description().summary(), entry.arguments().stream()
                .map(a -> new Argument(a.name(), a.takes(), a.standard(), a.meaning())).toList(), tensors);
    }

    static Callee of(Document document, Declaration declaration) {
        List<Argument> arguments = declaration.parameters().stream()
                .map(p -> new Argument(p.name().text(), "", Declarations.defaultOf(p), "")).toList();
        return new Callee(declaration.text(), Describe.head(declaration), Describe.comment(document, declaration),
                arguments, 1);
    }

    /** Those that brackets hold: without the tensor where an arrow brings it. */
    List<Argument> written(CallSite site) {
        return site.piped() ? arguments.subList(Math.min(tensors, arguments.size()), arguments.size()) : arguments;
    }
}
