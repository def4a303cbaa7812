package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.Kind;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Nearest;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.compiler.problem.Warning;

/** Goes through a net's items in their order; the train block comes last, for it speaks of all the others. */
final class NetAnalyser {
    /** Columns of one net: each is a logical device. */
    private static final int MOST_COLUMNS = 1024;

    /**
     * What came of it.
     *
     * @param network null where there are errors
     */
    record Result(Network network, List<Problem> problems, List<Known> known) {}

    private final Net net;
    private final Map<String, Double> given;
    private final Problems problems = new Problems();
    private final Callables callables = new Callables();
    private final NetworkBuilder network = new NetworkBuilder(problems);
    private final Scope scope = Scope.ofNet();
    private final List<Known> known = new ArrayList<>();
    private final Evaluator evaluator;
    private final Bindings bindings;
    private final Inputs inputs;
    private final List<Network.Named> named = new ArrayList<>();
    private final List<Network.Named> outputs = new ArrayList<>();

    NetAnalyser(Net net, Map<String, Double> given) {
        this.net = net;
        this.given = given;
        this.evaluator = new Evaluator(new Context(problems, callables, network, lines(net), known), scope, List.of(),
                new Steps());
        this.bindings = new Bindings(evaluator);
        this.inputs = new Inputs(evaluator, bindings);
    }

    /** Where each name is bound; of a name bound twice the first. */
    private static Map<String, Integer> lines(Net net) {
        Map<String, Integer> lines = new HashMap<>();
        for (Item item : net.items()) {
            item.names().forEach(n -> lines.putIfAbsent(n.text(), n.span().line()));
        }
        return lines;
    }

    Result analyse() {
        try {
            parameters();
            net.items().forEach(this::item);
            callables.unused().forEach(this::judgeUnused);
            network.checkNames();
            TrainAnalyser train = new TrainAnalyser(evaluator, inputs.all());
            Optional<Network.Train> training = trainBlock().flatMap(train::analyse);
            warn();
            return problems.hasErrors()
                    ? new Result(null, problems.all(), known)
                    : new Result(network.build(net.name().text(), inputs.all(), outputs, named,
                            training.orElse(null), train.factors()), problems.all(), known);
        } catch (NetworkBuilder.TooMuch e) {
            return new Result(null, problems.all(), known);
        }
    }

    private void parameters() {
        for (Parameter parameter : net.parameters()) {
            Name name = parameter.name();
            Double value = given.get(name.text());
            bindings.bind(name, Scope.Kind.PARAMETER, value != null
                    ? evaluator.finite(value, name.span(), "given as " + value)
                    : defaultOf(parameter));
        }
        List<String> known = net.parameters().stream().map(p -> p.name().text()).toList();
        given.keySet().stream().sorted().filter(n -> !known.contains(n))
                .forEach(n -> problems.add(new ArgumentProblem.NoSuchParameter(Place.of(net.name().span()),
                        net.name().text(), n, Nearest.to(n, known))));
    }

    private Meaning defaultOf(Parameter parameter) {
        Name name = parameter.name();
        if (parameter.defaultValue().isEmpty()) {
            return evaluator.broken(new ArgumentProblem.NoValue(Place.of(name.span()), name.text()));
        }
        Expression value = parameter.defaultValue().get();
        return switch (evaluator.evaluate(value)) {
            case Meaning.Figure number -> number;
            case Meaning.Broken broken -> broken;
            case Meaning other -> evaluator.broken(new ArgumentProblem.WrongKind(Place.of(value.span()),
                    "a parameter of the net", "a number", other.words()));
        };
    }

    private void item(Item item) {
        switch (item) {
            case Item.TensorInput input -> inputs.tensor(input);
            case Item.LabelInput input -> inputs.label(input);
            case Item.Block block -> define(block.name(), block);
            case Item.Function function -> {
                define(function.name(), function);
                judge(function, callables.size() - 1);
            }
            case Item.Binding binding -> bind(binding);
            case Item.Columns columns -> columns(columns);
            case Item.Output output -> output(output);
            case Item.Train train -> {
            }
        }
    }

    private void judge(Item.Function function, int index) {
        if (function.parameters().isEmpty()) {
            callables.markBroken(index); // a mistake of syntax says so
        } else {
            new FunctionCall(evaluator).judge(function, index);
        }
    }

    private void define(Name name, Item item) {
        callables.own(name.text()).filter(c -> !parametersOf(c.item()).isEmpty())
                .ifPresent(first -> problems.add(new NameProblem.DefinedTwice(
                        Place.of(name.span()), name.text(), first.name().span().line(), false)));
        parametersOf(item).stream().filter(p -> parametersOf(item).stream()
                .anyMatch(q -> q.name().text().equals(p.name().text())
                        && q.name().span().start() < p.name().span().start()))
                .forEach(p -> problems.add(new NameProblem.DefinedTwice(Place.of(p.name().span()), p.name().text(),
                        p.name().span().line(), false)));
        callables.add(name, item);
    }

    private static List<Parameter> parametersOf(Item item) {
        return switch (item) {
            case Item.Block block -> block.parameters();
            case Item.Function function -> function.parameters();
            case Item.TensorInput i -> List.of();
            case Item.LabelInput i -> List.of();
            case Item.Columns c -> List.of();
            case Item.Binding b -> List.of();
            case Item.Output o -> List.of();
            case Item.Train t -> List.of();
        };
    }

    private void bind(Item.Binding binding) {
        Steps steps = new Steps();
        boolean first = !bindings.isBound(binding.name());
        bindings.bind(binding, evaluator.withSteps(steps), Scope.Kind.BINDING)
                .ifPresent(t -> named.add(new Network.Named(binding.name().text(), t.value())));
        if (first) {
            network.name(binding.name().text(), steps);
        }
    }

    private void columns(Item.Columns columns) {
        int count = new ArgumentValue("the number of columns", "columns", Place.of(columns.count().span()),
                problems::add).of(new Kind.Whole(1), evaluator.evaluate(columns.count()))
                .map(g -> ((Given.Whole) g).value()).map(Math::toIntExact).orElse(1);
        if (count > MOST_COLUMNS) {
            problems.add(new ArgumentProblem.OutOfRange(Place.of(columns.count().span()), "the number of columns",
                    "at most " + MOST_COLUMNS, String.valueOf(count)));
        }
        network.enterColumns(Math.min(count, MOST_COLUMNS));
        columns.bindings().forEach(this::bind);
        network.leaveColumns();
    }

    private void output(Item.Output output) {
        Name name = output.name();
        Steps steps = new Steps();
        boolean first = !bindings.isBound(name);
        Optional<Meaning.Tensor> tensor = bindings.tensor(output.value(), evaluator.withSteps(steps))
                .filter(t -> bindings.isAsDeclared(name, output.shape(), t));
        tensor.ifPresent(t -> outputs.add(new Network.Named(name.text(), t.value())));
        boolean sameName = output.value() instanceof Expression.Reference(Name value)
                && value.text().equals(name.text());
        if (!sameName) {
            bindings.bind(name, Scope.Kind.OUTPUT, tensor.<Meaning>map(t -> t).orElse(new Meaning.Broken()));
        }
        if (first || sameName) {
            network.name(name.text(), steps);
        }
    }

    private Optional<Item.Train> trainBlock() {
        List<Item.Train> blocks = net.items().stream().filter(Item.Train.class::isInstance).map(Item.Train.class::cast)
                .toList();
        blocks.stream().skip(1).forEach(t -> problems
                .add(new TrainProblem.SecondTrain(Place.of(t.span()), blocks.get(0).span().line())));
        return blocks.stream().findFirst();
    }

    private void judgeUnused(Callables.Callable callable) {
        String what = callable.item() instanceof Item.Block ? "block" : "function";
        problems.add(new Warning.Unused(Place.of(callable.name().span()), what, callable.name().text()));
        if (callable.item() instanceof Item.Block block && !block.parameters().isEmpty()) {
            new BlockUnroller(evaluator).judge(block, callable.index());
        }
    }

    private void warn() {
        if (net.items().stream().noneMatch(Item.Output.class::isInstance)) {
            problems.add(new Warning.NoOutput(Place.of(net.name().span()), net.name().text()));
        }
        Unused.warn(scope, problems);
    }
}
