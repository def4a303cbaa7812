package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Span;
import dev.netc.compiler.problem.Use;

/** Evaluates the expressions of one scope. Tensors become operations as it goes, in the order in which they are computed. */
final class Evaluator {
    /** Words that an argument may be given through a block's parameter. */
    private static final Set<String> WORDS = Set.of("he", "xavier", "none", "up", "down", "train", "test");

    private final Context context;
    private final Scope scope;
    private final List<Use> uses;
    private final Steps steps;

    /**
     * An evaluator.
     *
     * @param uses of blocks that led here
     * @param steps takes the steps with parameters
     */
    Evaluator(Context context, Scope scope, List<Use> uses, Steps steps) {
        this.context = context;
        this.scope = scope;
        this.uses = List.copyOf(uses); // once: every place shares it
        this.steps = steps;
    }

    Context context() {
        return context;
    }

    Scope scope() {
        return scope;
    }

    List<Use> uses() {
        return uses;
    }

    Steps steps() {
        return steps;
    }

    Evaluator withSteps(Steps other) {
        return new Evaluator(context, scope, uses, other);
    }

    Place place(Span span) {
        return new Place(span, uses);
    }

    Meaning broken(Problem problem) {
        context.problems().add(problem);
        return new Meaning.Broken();
    }

    /**
     * Writes down what stands at a place.
     *
     * @param first the operation from which on its parameters are made
     */
    void know(Span span, Meaning meaning, int first) {
        switch (meaning) {
            case Meaning.Tensor tensor -> context.known().add(new Known.Tensor(place(span), tensor.shape(),
                    tensor.columns(), context.network().parametersSince(first)));
            case Meaning.Figure(double value) -> context.known().add(new Known.Figure(place(span), value));
            default -> {
                // labels, lists and words say what they are where they are written
            }
        }
    }

    /** What an expression stands for; where a problem was told, {@link Meaning.Broken}. */
    Meaning evaluate(Expression expression) {
        return switch (expression) {
            case Expression.NumberLiteral number -> finite(number.value(), number.span(), "too large for a number");
            case Expression.Reference(Name name) -> reference(name);
            case Expression.Call call -> new CallEvaluator(this).call(call, Optional.empty());
            case Expression.Listing listing -> listing(listing);
            case Expression.Negation negation ->
                new Arithmetic(this).negate(operand(negation.operand()), place(negation.span()));
            case Expression.Binary binary -> new Arithmetic(this).apply(binary.operator(), operand(binary.left()),
                    operand(binary.right()), place(binary.span()));
            case Expression.Chain chain -> new ChainEvaluator(this).evaluate(chain).meaning();
            case Expression.Broken b -> new Meaning.Broken();
        };
    }

    /** An expression's value with its place and its text. */
    Operand operand(Expression expression) {
        return new Operand(evaluate(expression), place(expression.span()), expression.span());
    }

    /** A number that must be one. */
    Meaning finite(double value, Span span, String reason) {
        return Double.isFinite(value)
                ? new Meaning.Figure(value)
                : broken(new ArgumentProblem.NotFinite(place(span), reason));
    }

    private Meaning listing(Expression.Listing listing) {
        List<Double> values = new ArrayList<>();
        boolean sound = true;
        for (Expression element : listing.elements()) {
            switch (evaluate(element)) {
                case Meaning.Figure(double value) -> values.add(value);
                case Meaning.Broken b -> sound = false;
                case Meaning other -> {
                    sound = false;
                    broken(new ArgumentProblem.WrongKind(place(element.span()), "a list", "numbers", other.words()));
                }
            }
        }
        return sound ? new Meaning.Listing(values) : new Meaning.Broken();
    }

    private Meaning reference(Name name) {
        Optional<Scope.Entry> entry = scope.use(name.text());
        if (entry.isPresent()) {
            return entry.get().meaning();
        }
        if (WORDS.contains(name.text())) {
            return new Meaning.Word(name.text());
        }
        return broken(unknown(name));
    }

    private Problem unknown(Name name) {
        Place where = place(name.span());
        String text = name.text();
        if (scope.isOutside(text)) {
            return new NameProblem.OutsideBlock(where, text, scope.block().orElseThrow());
        }
        if (CallEvaluator.isFunction(text, this)) {
            return new NameProblem.FunctionAsValue(where, text);
        }
        if (scope.block().isEmpty() && context.laterLines().containsKey(text)) {
            return new NameProblem.DefinedLater(where, text, context.laterLines().get(text));
        }
        return new NameProblem.UnknownValue(where, text, context.problems().nearest(text, scope::names));
    }
}
