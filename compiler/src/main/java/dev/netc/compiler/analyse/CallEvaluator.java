package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.Defined;
import dev.netc.compiler.define.OperatorDefinition;
import dev.netc.compiler.define.OperatorDefinitions;
import dev.netc.compiler.define.Signature;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;

/** Evaluates calls: of the file's blocks and functions, of the prelude's, of operators, of primitives, of {@code all}. */
final class CallEvaluator {
    private final Evaluator evaluator;
    private final Context context;
    private final ColumnRules columns;

    CallEvaluator(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.context = evaluator.context();
        this.columns = new ColumnRules(context);
    }

    /** Whether something of this name can be called. */
    static boolean isFunction(String name, Evaluator evaluator) {
        return name.equals("all")
                || evaluator.context().callables().find(name, evaluator.scope().functions()).isPresent()
                || OperatorDefinitions.find(name).isPresent() || ScalarOperators.isPrimitive(name);
    }

    /** Whether a call of this name is a pointwise function, which nobody repeats. */
    static boolean isPointwise(String name, Evaluator evaluator) {
        return evaluator.context().callables().find(name, evaluator.scope().functions())
                .map(c -> c.item() instanceof Item.Function).orElse(ScalarOperators.isPrimitive(name));
    }

    /** A call; {@code piped} is what an arrow brings. */
    Meaning call(Expression.Call call, Optional<Operand> piped) {
        int first = context.network().size();
        Meaning meaning = evaluate(call, piped);
        evaluator.know(call.span(), meaning, first);
        return meaning;
    }

    private Meaning evaluate(Expression.Call call, Optional<Operand> piped) {
        String name = call.function().text();
        if (name.equals("all")) {
            return all(call, piped);
        }
        Optional<Callables.Callable> callable = context.callables().use(name, evaluator.scope().functions());
        if (callable.isPresent()) {
            return switch (callable.get().item()) {
                case Item.Block block ->
                    new BlockUnroller(evaluator).unroll(block, callable.get().index(), call, piped);
                case Item.Function function ->
                    new FunctionCall(evaluator).call(function, callable.get().index(), call, piped);
                default -> throw new IllegalStateException(name + " is neither block nor function");
            };
        }
        Optional<OperatorDefinition> operator = OperatorDefinitions.find(name);
        if (operator.isPresent()) {
            return operator(operator.get(), call, piped);
        }
        if (ScalarOperators.isPrimitive(name)) {
            return new FunctionCall(evaluator).primitive(name, call, piped);
        }
        return ArgumentFunctions.isOne(name)
                ? argumentFunction(call, piped)
                : evaluator.broken(unknown(call, name));
    }

    private Meaning argumentFunction(Expression.Call call, Optional<Operand> piped) {
        if (piped.isPresent()) {
            return evaluator.broken(new ArgumentProblem.WrongKind(evaluator.place(call.span()), "an arrow",
                    "a call of an operator, a block or a function", "`" + call.function().text() + "`, an argument"));
        }
        return new ArgumentFunctions(evaluator).call(call);
    }

    private Problem unknown(Expression.Call call, String name) {
        Place where = evaluator.place(call.function().span());
        if (evaluator.scope().find(name).isPresent()) {
            return new NameProblem.ValueAsFunction(where, name);
        }
        if (context.laterLines().containsKey(name)) {
            return new NameProblem.DefinedLater(where, name, context.laterLines().get(name));
        }
        return new NameProblem.UnknownFunction(where, name, context.problems().nearest(name, this::functions));
    }

    private List<String> functions() {
        List<String> names = new ArrayList<>(context.callables().names(evaluator.scope().functions()));
        names.addAll(OperatorDefinitions.names());
        names.addAll(ScalarOperators.primitives());
        return names;
    }

    private Meaning all(Expression.Call call, Optional<Operand> piped) {
        List<Argument> arguments = call.arguments();
        boolean one = arguments.size() == (piped.isPresent() ? 0 : 1)
                && arguments.stream().allMatch(a -> a.name().isEmpty());
        if (!one) {
            return evaluator.broken(arguments.isEmpty()
                    ? new ArgumentProblem.NoTensor(evaluator.place(call.span()), "all")
                    : new ArgumentProblem.TooMany(evaluator.place(call.span()), "all", 1, "all(x)"));
        }
        Operand operand = piped.orElseGet(() -> evaluator.operand(arguments.get(0).value()));
        return columns.all(operand, evaluator.place(call.span()));
    }

    private Meaning operator(OperatorDefinition definition, Expression.Call call, Optional<Operand> piped) {
        Signature signature = definition.signature();
        List<Operand> operands = operands(signature, call, piped);
        if (operands.isEmpty()) {
            return evaluator.broken(new ArgumentProblem.NoTensor(evaluator.place(call.span()), signature.function()));
        }
        List<Meaning.Tensor> tensors = new ArrayList<>();
        operands.forEach(o -> tensor(signature.function(), call, o).ifPresent(tensors::add));
        if (operands.get(0).meaning() instanceof Meaning.Figure) {
            return new Meaning.Broken(); // with the tensor missing, which argument is which?
        }
        Optional<Arguments> arguments = new ArgumentReader(evaluator).read(signature,
                call.arguments().subList(operands.size() - (piped.isPresent() ? 1 : 0), call.arguments().size()),
                call.span());
        if (tensors.size() < operands.size() || arguments.isEmpty()) {
            return new Meaning.Broken();
        }
        return definition
                .applyToAll(tensors.stream().map(Meaning.Tensor::shape).toList(), arguments.get(),
                        context.problems()::add)
                .<Meaning>map(defined -> add(signature.function(), tensors, defined, call))
                .orElse(new Meaning.Broken());
    }

    /** The tensors of a call: what an arrow brings and, where a function takes several, all arguments before the named. */
    private List<Operand> operands(Signature signature, Expression.Call call, Optional<Operand> piped) {
        List<Operand> operands = new ArrayList<>();
        operand(call, piped).ifPresent(operands::add);
        if (signature.several() && !operands.isEmpty()) {
            rest(call, piped).stream().takeWhile(a -> a.name().isEmpty())
                    .forEach(a -> operands.add(evaluator.operand(a.value())));
        }
        return operands;
    }

    private Meaning add(String name, List<Meaning.Tensor> tensors, Defined defined, Expression.Call call) {
        Meaning.Tensor result = context.network().add(defined.operator(),
                tensors.stream().map(Meaning.Tensor::value).toList(), defined.shape(), defined.parameters(),
                evaluator.place(call.span()));
        if (!defined.parameters().isEmpty()) {
            evaluator.steps().operator(name, context.network().last());
        }
        return result;
    }

    /** What the call works on: what an arrow brings, or the first argument; absent where there is neither. */
    Optional<Operand> operand(Expression.Call call, Optional<Operand> piped) {
        boolean written = !call.arguments().isEmpty() && call.arguments().get(0).name().isEmpty()
                && !isAll(call.arguments().get(0).value());
        return piped.isEmpty() && written
                ? Optional.of(evaluator.operand(call.arguments().get(0).value()))
                : piped;
    }

    /** Whether it is a bare {@code all}, which says a size and is no tensor. */
    static boolean isAll(Expression value) {
        return value instanceof Expression.Reference(Name name) && name.text().equals("all");
    }

    /** The arguments without what the call works on. */
    static List<Argument> rest(Expression.Call call, Optional<Operand> piped) {
        return piped.isPresent() || call.arguments().isEmpty()
                ? call.arguments()
                : call.arguments().subList(1, call.arguments().size());
    }

    /** The operand as a tensor that may be read here; absent where a problem was told. */
    Optional<Meaning.Tensor> tensor(String function, Expression.Call call, Operand operand) {
        switch (operand.meaning()) {
            case Meaning.Tensor tensor when columns.isHere(tensor, operand) -> {
                return Optional.of(tensor);
            }
            case Meaning.Tensor elsewhere -> {
            }
            case Meaning.Broken b -> {
            }
            case Meaning.Figure n -> evaluator
                    .broken(new ArgumentProblem.NoTensor(evaluator.place(call.span()), function));
            case Meaning other -> evaluator.broken(new ArgumentProblem.WrongKind(operand.place(),
                    "`" + function + "`", "a tensor", other.words()));
        }
        return Optional.empty();
    }
}
