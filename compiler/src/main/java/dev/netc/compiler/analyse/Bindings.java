package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.ShapeProblem;

/** Binds names to tensors, in the net or in a block. */
final class Bindings {
    private final Evaluator evaluator;
    private final ColumnRules columns;
    private int named;

    Bindings(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.columns = new ColumnRules(evaluator.context());
        this.named = evaluator.context().network().size();
    }

    /** Whether a name of this scope has a value. */
    boolean isBound(Name name) {
        return evaluator.scope().own(name.text()).isPresent();
    }

    /** Evaluates and binds; gives the tensor where there is one. */
    Optional<Meaning.Tensor> bind(Item.Binding binding, Evaluator chain, Scope.Kind kind) {
        Optional<Meaning.Tensor> tensor = tensor(binding.value(), chain);
        Optional<Meaning.Tensor> fitting = tensor.filter(t -> isAsDeclared(binding.name(), binding.shape(), t));
        bind(binding.name(), kind, fitting.<Meaning>map(t -> t).orElse(new Meaning.Broken()));
        return fitting;
    }

    /** Gives a name a value; a name that has one already is a problem. */
    void bind(Name name, Scope.Kind kind, Meaning meaning) {
        evaluator.know(name.span(), meaning, named);
        named = evaluator.context().network().size();
        Optional<Scope.Entry> first = evaluator.scope().own(name.text());
        if (first.isPresent()) {
            evaluator.broken(new NameProblem.DefinedTwice(evaluator.place(name.span()), name.text(),
                    first.get().name().span().line(), kind == Scope.Kind.BINDING));
        } else {
            evaluator.scope().bind(
                    new Scope.Entry(name, evaluator.place(name.span()), kind, meaning, Optional.empty()));
        }
    }

    /** A tensor that may be read here. */
    Optional<Meaning.Tensor> tensor(Expression expression, Evaluator chain) {
        Operand operand = chain.operand(expression);
        return switch (operand.meaning()) {
            case Meaning.Tensor tensor -> columns.isHere(tensor, operand) ? Optional.of(tensor) : Optional.empty();
            case Meaning.Broken b -> Optional.empty();
            case Meaning other -> {
                evaluator.broken(
                        new ArgumentProblem.WrongKind(operand.place(), "a binding", "a tensor", other.words()));
                yield Optional.empty();
            }
        };
    }

    /** A declared shape is checked, never trusted; of a tensor that has another it is not known what was meant. */
    boolean isAsDeclared(Name name, Optional<Expression> declared, Meaning.Tensor tensor) {
        if (declared.isEmpty() || !(evaluator.evaluate(declared.get()) instanceof Meaning.Listing listing)) {
            return true;
        }
        List<Double> computed = tensor.shape().dimensions().stream().map(Integer::doubleValue).toList();
        boolean same = listing.values().equals(computed);
        if (!same) {
            evaluator.broken(new ShapeProblem.NotAsDeclared(evaluator.place(declared.get().span()), name.text(),
                    listing.values().stream().map(Numbers::show).toList(), tensor.shape()));
        }
        return same;
    }
}
