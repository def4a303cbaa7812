package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.define.Defined;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;

/** Takes up operations as expressions are evaluated, in or outside columns, and names their parameters at the end. */
final class NetworkBuilder {
    /** Operations once blocks are unrolled and columns written out. */
    static final int LIMIT = 100_000;

    private static final long LARGEST_PARAMETER = 1L << 31;

    /** Analysis ends: what follows would only repeat that there is too much. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("a limit was reached", null, false, false);
        }
    }

    private record Draft(Operator operator, List<Network.Value> operands, Shape shape, int columns, int group,
            List<Defined.Made> parameters, Place place) {}

    private final Problems problems;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();
    private long operations;
    private int group = -1;
    private int groups;
    private int columns;

    NetworkBuilder(Problems problems) {
        this.problems = problems;
    }

    /** From here on operations stand in columns. */
    void enterColumns(int count) {
        group = groups++;
        columns = count;
    }

    void leaveColumns() {
        group = -1;
        columns = 0;
    }

    /** The {@code columns} that operations now stand in, or -1. */
    int group() {
        return group;
    }

    /** Counts work that makes no operation of its own, so that blocks of blocks of nothing end too. */
    void count(Place where) {
        operations += Math.max(1, columns);
        if (operations > LIMIT) {
            problems.add(new LimitProblem.TooManyOperations(where, LIMIT));
            throw new TooMuch();
        }
    }

    /** Adds an operation; its number is that of the tensor's value. */
    Meaning.Tensor add(Operator operator, List<Network.Value> operands, Shape shape, List<Defined.Made> parameters,
            Place place) {
        count(place);
        for (Defined.Made made : parameters) {
            double elements = made.shape().dimensions().stream().mapToDouble(d -> d).reduce(Math.max(1, columns),
                    (a, b) -> a * b);
            if (elements >= LARGEST_PARAMETER) {
                problems.add(new LimitProblem.TooManyElements(place, "the " + made.role() + " " + made.shape()));
                throw new TooMuch();
            }
        }
        drafts.add(new Draft(operator, operands, shape, columns, group, parameters, place));
        return new Meaning.Tensor(new Network.ResultValue(drafts.size() - 1), shape, group, columns);
    }

    /** The number of the operation added last. */
    int last() {
        return drafts.size() - 1;
    }

    /** How many operations there are now. */
    int size() {
        return drafts.size();
    }

    /** How many numbers the operations from that one on learn, in all columns. */
    long parametersSince(int operation) {
        return drafts.subList(operation, drafts.size()).stream().mapToLong(d -> Math.max(1, d.columns())
                * d.parameters().stream().mapToLong(p -> p.shape().elements()).sum()).sum();
    }

    /** What an operation does; absent for inputs. */
    java.util.Optional<Operator> operator(Network.Value value) {
        return switch (value) {
            case Network.ResultValue(int operation) -> java.util.Optional.of(drafts.get(operation).operator());
            case Network.InputValue input -> java.util.Optional.empty();
        };
    }

    /** Names the parameters of a binding's steps. */
    void name(String binding, Steps steps) {
        steps.name(binding, names::put);
    }

    /** Tells of parameters that would have the same name. */
    void checkNames() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            for (Defined.Made made : drafts.get(i).parameters()) {
                String name = names.get(i) + "." + made.role();
                if (names.containsKey(i) && !seen.add(name)) {
                    problems.add(new NameProblem.EqualParameterNames(drafts.get(i).place(), name));
                    break; // a bias is named like its weight
                }
            }
        }
    }

    /** Every parameter's name. */
    List<String> parameterNames() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            for (Defined.Made made : drafts.get(i).parameters()) {
                all.add(names.get(i) + "." + made.role());
            }
        }
        return all;
    }

    Network build(String net, List<Input> inputs, List<Network.Named> outputs, List<Network.Named> bindings,
            Network.Train train, ParameterFactors factors) {
        List<Network.Operation> built = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            String prefix = names.get(i);
            built.add(new Network.Operation(i, draft.operator(), draft.operands(), draft.shape(), draft.columns(),
                    draft.group(), draft.parameters().stream().map(p -> specify(prefix, p, factors)).toList()));
        }
        return new Network(net, inputs, built, outputs, bindings, train);
    }

    private static Network.ParameterSpec specify(String prefix, Defined.Made made, ParameterFactors factors) {
        String name = prefix + "." + made.role();
        return new Network.ParameterSpec(name, made.role(), made.shape(), made.initializer(), factors.rate(name),
                factors.decay(name), made.trained());
    }
}
