package dev.netc.peers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.netc.compiler.FunctionKind;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/** netc on one device or several. */
final class NetcContestant implements Learner {
    private static final String LOSS = "loss";
    private static final String GRADIENT = "grad.";

    private final Model model;
    private final String devices;
    private final double rate;
    private int batch;
    private int step;

    /**
     * Loads a program; its parameters are zero.
     *
     * @param devices as the devices command prints them, commas between them
     * @param batch the largest
     */
    NetcContestant(Program program, String devices, int batch, double rate) {
        this.model = Model.load(program,
                ModelOptions.DEFAULT.withDevices(List.of(devices.split(","))).withBatch(batch));
        this.devices = devices;
        this.rate = rate;
    }

    @Override
    public String name() {
        return "netc on " + devices.replace(",", " + ");
    }

    /** Its parameters, drawn as a training's first are. */
    Map<String, Tensor> draw(long seed) {
        model.initialize(seed);
        return model.parameters();
    }

    @Override
    public void give(Examples examples) {
        batch = examples.batch();
        model.feed(model.program().images().input(), examples.images());
        model.feed(model.program().training().label(), examples.labels());
    }

    @Override
    public float[] infer() {
        String output = model.program().outputs().getFirst().name();
        return run(FunctionKind.INFER, Set.of(output)).get(output).toFloats();
    }

    @Override
    public double step() {
        double loss = loss(run(FunctionKind.UPDATE, Set.of(LOSS)));
        step++;
        return loss;
    }

    @Override
    public Slope slope() {
        Map<String, Tensor> results = model.run(FunctionKind.GRADIENTS.functionName(), scalars());
        return new Slope(loss(results), results.entrySet().stream().filter(e -> e.getKey().startsWith(GRADIENT))
                .collect(Collectors.toMap(e -> e.getKey().substring(GRADIENT.length()), e -> e.getValue().toFloats(),
                        (a, b) -> a, TreeMap::new)));
    }

    private Map<String, Tensor> run(FunctionKind function, Set<String> wanted) {
        return model.run(function.functionName(), scalars(), wanted);
    }

    private Scalars scalars() {
        return new Scalars(batch, step, 1, rate, 0, 0);
    }

    private static double loss(Map<String, Tensor> results) {
        return java.util.Arrays.stream(results.get(LOSS).toDoubles()).average().orElseThrow();
    }

    @Override
    public void close() {
        model.close();
    }
}
