package dev.netc.compiler.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.pass.BuildGraph;
import dev.netc.compiler.pass.Differentiate;
import dev.netc.compiler.pass.Mode;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Input;

/**
 * Holds the gradients of a net's loss against central finite differences, in double, at random numbers: the loss moves along
 * a direction as its gradient says. A direction moves many elements of one parameter at once, so that a few runs reach all of
 * a net that is too large to move every element by itself.
 */
public final class GradientProof {
    /** How far a direction goes, in the norm of what moves: short, since relu and maxpool have kinks. */
    private static final double STEP = 1e-5;
    /** Slopes below that drown in what differences round; so small a gradient is held to its distance from them alone. */
    private static final double SMALL = 1e-5;
    /** Elements that one direction moves at most. */
    private static final int MOVED = 4096;
    private static final long SEED = 1;

    private final Network network;
    private final Graph forward;
    private final Set<String> gathered;
    private final int batch;
    private final Map<Buffer.Role, double[]> numbers = new HashMap<>();
    private final Random random = new Random(SEED);

    /**
     * What was found of one parameter or input.
     *
     * @param name of it
     * @param elements that it has
     * @param directions in which it was moved
     * @param relativeError norm of what differences and gradient differ by, over the norm of the larger, or over 1e-5 if that is more
     */
    public record Finding(String name, long elements, int directions, double relativeError) {
        /** Above that it is no rounding. */
        public static final double TOLERANCE = 1e-5;

        /** Whether the gradient is what the loss does. */
        public boolean holds() {
            return relativeError <= TOLERANCE;
        }
    }

    private GradientProof(Network network, int batch) {
        this.network = network;
        this.batch = batch;
        this.forward = Verifier.verify(BuildGraph.build(network, Mode.TRAINING, "proof", List.of(), true), "build",
                false);
        this.gathered = gathered(network);
        forward.sources().forEach(s -> numbers.put(s.role(), draw(s)));
    }

    /**
     * Proves every gradient of a net with a train block: by each parameter, all columns together, and by each input.
     *
     * @param batch examples
     * @param directions in which each is moved
     * @param listener hears of each finding as it is made
     */
    public static List<Finding> prove(Network network, int batch, int directions, Consumer<Finding> listener) {
        GradientProof proof = new GradientProof(network, batch);
        Map<String, List<Source>> groups = new LinkedHashMap<>();
        proof.proven().forEach(s -> groups.computeIfAbsent(name(s.role()), n -> new ArrayList<>()).add(s));
        Map<Buffer.Role, double[]> gradients = proof.gradients();
        List<Finding> findings = new ArrayList<>();
        groups.forEach((name, sources) -> {
            findings.add(proof.find(name, sources, gradients, directions));
            listener.accept(findings.getLast());
        });
        return findings;
    }

    /** The inputs, and every parameter that is trained. */
    private List<Source> proven() {
        return forward.sources().stream().filter(s -> s.value().type().element() == Element.REAL)
                .filter(s -> !gathered.contains(name(s.role()))).toList();
    }

    /** What training gathers and no gradient moves: running means and variances. */
    private static Set<String> gathered(Network network) {
        return network.operations().stream().flatMap(o -> o.parameters().stream()).filter(p -> !p.trained())
                .map(Network.ParameterSpec::name).collect(Collectors.toSet());
    }

    private static String name(Buffer.Role role) {
        return switch (role) {
            case Buffer.Weight(String parameter, int column) -> parameter;
            case Buffer.Feed(String input) -> input;
            case Buffer.Momentum m -> throw new IllegalStateException("the loss reads a momentum");
            case Buffer.Mean m -> throw new IllegalStateException("the loss reads a mean");
            case Buffer.Result r -> throw new IllegalStateException("a result as a source");
            case Buffer.Temporary t -> throw new IllegalStateException("a temporary as a source");
        };
    }

    /**
     * Weights as He et al. draw them, so that signals keep their size; biases small; what is gathered about 1, since no variance is
     * negative; inputs N(0, 1); labels by chance.
     */
    private double[] draw(Source source) {
        Type type = source.value().type();
        int length = new Interpreter(forward, batch).length(type);
        double[] drawn = new double[length];
        if (source.role() instanceof Buffer.Feed(String name)
                && network.input(name).orElseThrow() instanceof Input.Label label) {
            Arrays.setAll(drawn, i -> random.nextInt(label.classes()));
            return drawn;
        }
        boolean bias = !type.batched() && type.shape().dimensions().size() == 1;
        double deviation = type.batched() ? 1 : bias ? 0.1 : Math.sqrt(2.0 / type.elementsOfRow());
        double center = gathered.contains(name(source.role())) ? 1 : 0;
        Arrays.setAll(drawn, i -> center + deviation * Math.clamp(random.nextGaussian(), -5, 5));
        return drawn;
    }

    private Map<Buffer.Role, double[]> gradients() {
        List<Source> sources = proven();
        Differentiate.Result backward = Differentiate.apply(forward, sources.stream().map(Source::value).toList());
        Results results = new Interpreter(Verifier.verify(backward.graph(), "differentiate", false), batch)
                .run(numbers);
        Map<Buffer.Role, double[]> gradients = new HashMap<>();
        for (Source source : sources) {
            gradients.put(source.role(), results.value(backward.gradients().get(source.value())));
        }
        return gradients;
    }

    private Finding find(String name, List<Source> sources, Map<Buffer.Role, double[]> gradients, int directions) {
        double error = 0;
        double slopes = 0;
        double differences = 0;
        for (int i = 0; i < directions; i++) {
            Direction direction = new Direction(sources);
            double slope = direction.slope(gradients);
            double difference = direction.difference(STEP);
            if (Math.abs(difference - slope) > Finding.TOLERANCE * Math.abs(slope)) {
                difference = direction.difference(STEP / 16); // past a kink, perhaps: nearer there are fewer
            }
            error += (difference - slope) * (difference - slope);
            slopes += slope * slope;
            differences += difference * difference;
        }
        double norm = Math.max(SMALL, Math.sqrt(Math.max(slopes, differences)));
        long elements = sources.stream().mapToLong(s -> numbers.get(s.role()).length).sum();
        return new Finding(name, elements, directions, Math.sqrt(error) / norm);
    }

    private double loss(Map<Buffer.Role, double[]> at) {
        return Arrays.stream(new Interpreter(forward, batch).run(at).result(BuildGraph.LOSS)).average().orElseThrow();
    }

    /** A random direction of norm 1 in some elements of some sources. */
    private final class Direction {
        private final Map<Buffer.Role, double[]> moves = new HashMap<>();

        Direction(List<Source> sources) {
            double squares = 0;
            for (Source source : sources) {
                double[] move = new double[numbers.get(source.role()).length];
                double chance = Math.min(1, MOVED / (double) sources.size() / move.length);
                for (int i = 0; i < move.length; i++) {
                    move[i] = random.nextDouble() < chance ? random.nextGaussian() : 0;
                    squares += move[i] * move[i];
                }
                moves.put(source.role(), move);
            }
            double norm = Math.sqrt(squares);
            moves.values().forEach(move -> Arrays.setAll(move, i -> norm == 0 ? 0 : move[i] / norm));
        }

        /** What the gradient says of it. */
        double slope(Map<Buffer.Role, double[]> gradients) {
            double slope = 0;
            for (var move : moves.entrySet()) {
                double[] gradient = gradients.get(move.getKey());
                for (int i = 0; i < gradient.length; i++) {
                    slope += gradient[i] * move.getValue()[i];
                }
            }
            return slope;
        }

        /** What the loss does along it. */
        double difference(double step) {
            return (loss(moved(step)) - loss(moved(-step))) / (2 * step);
        }

        private Map<Buffer.Role, double[]> moved(double step) {
            Map<Buffer.Role, double[]> at = new HashMap<>(numbers);
            moves.forEach((role, move) -> {
                double[] there = numbers.get(role).clone();
                Arrays.setAll(there, i -> there[i] + step * move[i]);
                at.put(role, there);
            });
            return at;
        }
    }
}
