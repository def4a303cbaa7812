package dev.netc.compiler.analyse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.Kind;
import dev.netc.compiler.define.Signature;
import dev.netc.compiler.define.Slot;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Span;

/** Reads a call's arguments as a signature says. */
final class ArgumentReader {
    private static final Set<String> INITIAL_WORDS = Set.of("he", "xavier", "none");

    private final Evaluator evaluator;

    ArgumentReader(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * Reads all of them.
     *
     * @param arguments the tensor not among them
     * @return absent where a problem was told
     */
    Optional<Arguments> read(Signature signature, List<Argument> arguments, Span call) {
        ArgumentBinder binder = new ArgumentBinder(signature.function(), signature::toString, evaluator::place,
                evaluator.context().problems()::add);
        List<String> names = signature.slots().stream().map(Slot::name).toList();
        return binder.bind(names, arguments).flatMap(bound -> values(signature, bound, call));
    }

    private Optional<Arguments> values(Signature signature, Map<String, Argument> bound, Span call) {
        Map<String, Given> values = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        boolean sound = true;
        for (Slot slot : signature.slots()) {
            Argument argument = bound.get(slot.name());
            if (argument != null) {
                Optional<Given> given = value(signature, slot, argument);
                given.ifPresent(g -> values.put(slot.name(), g));
                places.put(slot.name(), evaluator.place(argument.span()));
                sound &= given.isPresent();
            } else if (slot.optional()) {
                slot.fallback().ifPresent(g -> values.put(slot.name(), g));
            } else {
                sound = false;
                evaluator.broken(new ArgumentProblem.Missing(evaluator.place(call), signature.function(), slot.name(),
                        signature.toString()));
            }
        }
        return sound ? Optional.of(new Arguments(values, places, evaluator.place(call))) : Optional.empty();
    }

    private Optional<Given> value(Signature signature, Slot slot, Argument argument) {
        Meaning meaning = meaning(slot.kind(), argument.value());
        Place where = evaluator.place(argument.span());
        return new ArgumentValue("`" + slot.name() + "` of `" + signature.function() + "`", slot.name(), where,
                evaluator.context().problems()::add).of(slot.kind(), meaning);
    }

    /** Where a word is taken, a bare name is a block's parameter or else that word, never a binding. */
    private Meaning meaning(Kind kind, Expression value) {
        boolean takesWords = kind instanceof Kind.Word || kind instanceof Kind.WordOrReals;
        if (kind instanceof Kind.PairOrAll && CallEvaluator.isAll(value)) {
            return new Meaning.Word("all");
        }
        if (value instanceof Expression.Reference(Name name)) {
            Optional<Scope.Entry> parameter = evaluator.scope().find(name.text())
                    .filter(e -> e.kind() == Scope.Kind.BLOCK_PARAMETER);
            boolean initial = kind instanceof Kind.Start && INITIAL_WORDS.contains(name.text());
            if (parameter.isEmpty() && (takesWords || initial)) {
                return new Meaning.Word(name.text());
            }
            if (parameter.isPresent() && takesWords && parameter.get().word().isPresent()) {
                return new Meaning.Word(evaluator.scope().use(name.text()).orElseThrow().word().orElseThrow());
            }
        }
        return evaluator.evaluate(value);
    }
}
