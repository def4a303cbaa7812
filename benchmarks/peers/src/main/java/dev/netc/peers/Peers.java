package dev.netc.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.peers.joined.JoinedNet;
import dev.netc.program.Program;
import dev.netc.program.Training;
import dev.netc.runtime.tensor.Tensor;
import picocli.CommandLine;

/**
 * One net on PyTorch, ONNX Runtime and netc, from the same weights on the same images: that they compute the same, then how many
 * images each does a second, in turn.
 */
@CommandLine.Command(name = "peers", sortOptions = false, mixinStandardHelpOptions = true, description = "Compares netc with PyTorch and ONNX Runtime on one net, in one run, in turn.")
public final class Peers implements Callable<Integer> {
    /** Steps of training whose losses are compared. */
    private static final int STEPS = 3;
    /** How many examples training is compared on. */
    private static final int CHECKED_BATCH = 4;
    private static final long SEED = 1;

    @CommandLine.Option(names = "--model", defaultValue = "models/alexnet.net", description = "default ${DEFAULT-VALUE}")
    private Path file;

    @CommandLine.Option(names = "--train", split = ",", defaultValue = "128", paramLabel = "BATCH", description = "batches to train with, commas between them, default ${DEFAULT-VALUE}")
    private List<Integer> train;

    @CommandLine.Option(names = "--infer", split = ",", defaultValue = "1,16,128", paramLabel = "BATCH", description = "batches to infer, default ${DEFAULT-VALUE}")
    private List<Integer> infer;

    @CommandLine.Option(names = "--only", paramLabel = "WORK", description = "train or infer")
    private Race.Work only;

    @CommandLine.Option(names = "--netc", paramLabel = "DEVICES", description = "netc's devices, commas between them; may stand more than once, default 0.0,0.1 and 0")
    private List<String> devices = List.of("0.0,0.1", "0");

    @CommandLine.Option(names = "--threads", defaultValue = "2", description = "of PyTorch and ONNX Runtime, default ${DEFAULT-VALUE}")
    private int threads;

    @CommandLine.Option(names = "--rounds", defaultValue = "5", description = "turns of each that count, default ${DEFAULT-VALUE}")
    private int rounds;

    @CommandLine.Option(names = "--seconds", defaultValue = "1", description = "that a turn lasts at least, default ${DEFAULT-VALUE}")
    private double seconds;

    @CommandLine.Option(names = "--rate", defaultValue = "0.001", description = "learning rate, default ${DEFAULT-VALUE}: images of noise teach nothing, and numbers must stay finite")
    private double rate;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec specification;

    private final PrintStream out;

    private Peers(PrintStream out) {
        this.out = out;
    }

    /** Compares; the exit status is 1 where the contestants disagree, or something else fails. */
    public static void main(String[] args) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args));
    }

    static int run(PrintStream out, String... args) {
        // DJL has what it needs on the class path: it asks no network for more, and tells no one that it runs
        System.setProperty("ai.djl.offline", "true");
        return new CommandLine(new Peers(out)).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    }

    @Override
    public Integer call() throws IOException {
        Network network = network();
        JoinedNet joined = JoinedNet.of(network);
        Training training = network.train().settings();
        Function<Integer, Examples> examples = batch -> Examples.draw(joined.shape(), training.logits(), batch);
        try {
            if (!batches(Race.Work.TRAIN).isEmpty()) {
                checkTraining(network, joined, examples.apply(CHECKED_BATCH));
            }
            compare(network, joined, examples);
            return 0;
        } catch (DisagreementException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private Network network() throws IOException {
        return Frontend.analyse(new SourceText(file.toString(), Files.readString(file)), Map.of()).network()
                .orElseThrow(() -> new CommandLine.ParameterException(specification.commandLine(),
                        file + " has mistakes: `./netc check` tells them"));
    }

    /** Apart from what is timed, because nothing is dropped. */
    private void checkTraining(Network network, JoinedNet joined, Examples examples) {
        Program program = Compiler.compile(network, CompileOptions.standard().withDropout(false)
                .withFunctions(Set.of(FunctionKind.GRADIENTS, FunctionKind.UPDATE)));
        List<Learner> learners = new ArrayList<>();
        try {
            Map<String, Tensor> parameters = openNetc(learners, program, examples.batch());
            learners.addFirst(torch(joined, parameters, network, false));
            Agreement.OfTraining agreement = Agreement.ofTraining(learners, examples, STEPS);
            out.printf(
                    "training, batch %d, nothing dropped: losses of %d steps agree within %.0e, gradients within %.0e%n",
                    examples.batch(), STEPS, agreement.loss(), agreement.gradients());
        } finally {
            learners.forEach(Contestant::close);
        }
    }

    private void compare(Network network, JoinedNet joined, Function<Integer, Examples> examples) {
        Program program = Compiler.compile(network,
                CompileOptions.standard().withFunctions(Set.of(FunctionKind.INFER, FunctionKind.UPDATE)));
        List<Contestant> contestants = new ArrayList<>();
        try {
            Map<String, Tensor> parameters = openNetc(contestants, program, largestBatch());
            contestants.addFirst(new OnnxRuntimeContestant(network, joined.image(), parameters, threads));
            contestants.addFirst(torch(joined, parameters, network, true));
            for (int batch : batches(Race.Work.INFER)) {
                out.printf("inference, batch %d: outputs agree within %.0e of their spread%n", batch,
                        Agreement.ofOutputs(contestants, examples.apply(batch)));
            }
            race(contestants, examples);
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    /** netc on each of its devices, with the same parameters, which are given back. */
    private Map<String, Tensor> openNetc(List<? super NetcContestant> contestants, Program program, int batch) {
        Map<String, Tensor> parameters = Map.of();
        for (String device : devices) {
            NetcContestant netc = new NetcContestant(program, device, batch, rate);
            contestants.add(netc);
            parameters = netc.draw(SEED);
        }
        return parameters;
    }

    private TorchContestant torch(JoinedNet joined, Map<String, Tensor> parameters, Network network, boolean dropout) {
        return new TorchContestant(joined, parameters, network.train().settings(), rate, dropout, threads);
    }

    private int largestBatch() {
        return Stream.concat(train.stream(), infer.stream()).mapToInt(Integer::intValue).max().orElseThrow();
    }

    private List<Integer> batches(Race.Work work) {
        return only != null && only != work ? List.of() : switch (work) {
            case TRAIN -> train;
            case INFER -> infer;
        };
    }

    private void race(List<Contestant> contestants, Function<Integer, Examples> examples) {
        Race race = new Race(rounds, seconds);
        Ranking ranking = new Ranking(out);
        ranking.head();
        for (Race.Work work : Race.Work.values()) {
            List<Contestant> able = contestants.stream().filter(work::fits).toList();
            for (int batch : batches(work)) {
                ranking.show(work, batch, race.run(able, work, examples.apply(batch)));
            }
        }
        out.printf("%d threads; the median of %d turns of at least %s s, in turn, and the least and the greatest%n",
                threads, rounds, seconds);
    }
}
