package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.compiler.problem.Warning;
import dev.netc.compiler.shape.Shape;

/** Reads {@code cross_entropy(logits, label)}. */
final class Loss {
    private static final String SIGNATURE = "cross_entropy(logits, label)";

    /** The loss's logits and label. */
    record Read(Network.Value logits, String label, int classes) {}

    private final Evaluator evaluator;

    Loss(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Optional<Read> read(Expression written) {
        return switch (written) {
            case Expression.Call call -> call(call, Optional.empty());
            case Expression.Chain chain -> chain(chain);
            case Expression.Broken b -> Optional.empty();
            default -> unknown(written);
        };
    }

    private Optional<Read> unknown(Expression written) {
        tell(new TrainProblem.UnknownWord(evaluator.place(written.span()), "loss", written.span().text(),
                "`" + SIGNATURE + "`"));
        return Optional.empty();
    }

    /** {@code fc8 -> cross_entropy(label)}: the last call is the loss, what is before it the logits. */
    private Optional<Read> chain(Expression.Chain chain) {
        List<Expression.Stage> stages = chain.stages();
        Expression.Call last = stages.get(stages.size() - 1).call();
        List<Expression.Stage> before = stages.subList(0, stages.size() - 1);
        Expression logits = before.isEmpty()
                ? chain.source()
                : new Expression.Chain(chain.source(), before,
                        chain.source().span().to(before.get(before.size() - 1).call().span()));
        return call(last, Optional.of(logits));
    }

    private Optional<Read> call(Expression.Call call, Optional<Expression> piped) {
        if (!call.function().text().equals("cross_entropy")) {
            return unknown(call);
        }
        List<String> open = piped.isPresent() ? List.of("label") : List.of("logits", "label");
        Optional<Map<String, Argument>> bound = new ArgumentBinder("cross_entropy", () -> SIGNATURE, evaluator::place,
                evaluator.context().problems()::add).bind(open, call.arguments());
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = open.stream().filter(n -> !bound.get().containsKey(n)).toList();
        missing.forEach(m -> tell(new ArgumentProblem.Missing(
                evaluator.place(call.span()), "cross_entropy", m, SIGNATURE)));
        return missing.isEmpty()
                ? arguments(piped.orElseGet(() -> bound.get().get("logits").value()),
                        bound.get().get("label").value())
                : Optional.empty();
    }

    private Optional<Read> arguments(Expression logits, Expression label) {
        Steps steps = new Steps();
        Evaluator chain = evaluator.withSteps(steps);
        Optional<Meaning.Tensor> tensor = new Bindings(evaluator).tensor(logits, chain);
        evaluator.context().network().name("loss", steps);
        Optional<Meaning.Label> read = label(label);
        if (tensor.isEmpty() || read.isEmpty() || !fits(tensor.get().shape(), read.get(), logits)) {
            return Optional.empty();
        }
        Network.Value value = tensor.get().value();
        if (evaluator.context().network().operator(value).filter(Softmax.class::isInstance).isPresent()) {
            tell(new Warning.SoftmaxBeforeLoss(evaluator.place(logits.span())));
        }
        return Optional.of(new Read(value, read.get().input(), read.get().classes()));
    }

    private Optional<Meaning.Label> label(Expression expression) {
        Place where = evaluator.place(expression.span());
        return switch (evaluator.evaluate(expression)) {
            case Meaning.Label label -> Optional.of(label);
            case Meaning.Broken b -> Optional.empty();
            case Meaning other -> {
                tell(new TrainProblem.NotALabel(where, other.words()));
                yield Optional.empty();
            }
        };
    }

    private boolean fits(Shape logits, Meaning.Label label, Expression written) {
        boolean fits = logits.isVector() && logits.channels() == label.classes();
        if (!fits) {
            tell(new TrainProblem.LogitsDoNotFit(evaluator.place(written.span()), logits, label.input(),
                    label.classes()));
        }
        return fits;
    }

    private void tell(Problem problem) {
        evaluator.context().problems().add(problem);
    }
}
