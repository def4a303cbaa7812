package dev.netc.compiler.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.InputValue;
import dev.netc.compiler.network.Network.Named;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.network.Network.ResultValue;
import dev.netc.compiler.network.Network.Value;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Local;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.scalar.ScalarParser;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Schedule;
import dev.netc.program.Training;

/** Writes a net down by hand, as analysis would make it of a file. */
public final class NetBuilder {
    private final String name;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Named> outputs = new ArrayList<>();
    private final List<Named> bindings = new ArrayList<>();
    private final Map<Value, Shape> shapes = new HashMap<>();
    private int columns;
    private int groups = -1;
    private int classes;

    public NetBuilder(String name) {
        this.name = name;
    }

    public Value image(int... shape) {
        inputs.add(new Input.Tensor("image", Arrays.stream(shape).boxed().toList()));
        Value image = new InputValue("image");
        shapes.put(image, Shape.of(shape));
        return image;
    }

    public void label(int ofClasses) {
        classes = ofClasses;
        inputs.add(new Input.Label("label", ofClasses));
    }

    /** From here on inside {@code columns}. */
    public void columns(int number) {
        columns = number;
        groups++;
    }

    /** From here on outside columns. */
    public void outside() {
        columns = 0;
    }

    public Value conv(String binding, Value x, int filters, int kernel, int stride, int pad) {
        Padding padding = new Padding(pad, pad, pad, pad);
        return contraction(binding, new Conv(filters, kernel, kernel, stride, stride, padding, 1, true), x);
    }

    public Value local(String binding, Value x, int filters, int kernel, int pad) {
        Padding padding = new Padding(pad, pad, pad, pad);
        return contraction(binding, new Local(filters, kernel, kernel, 1, 1, padding, true), x);
    }

    public Value dense(String binding, Value x, int units) {
        return contraction(binding, new Dense(units, true), x);
    }

    private Value contraction(String binding, Contraction contraction, Value x) {
        Shape weight = contraction.weight(shapes.get(x));
        Initializer normal = new Initializer.Normal(0.01);
        return add(contraction, contraction.output(shapes.get(x)), List.of(x),
                List.of(new ParameterSpec(binding + ".weight", "weight", weight, normal, 1, 1),
                        new ParameterSpec(binding + ".bias", "bias", contraction.bias(shapes.get(x)), normal, 2, 0)));
    }

    public Value pointwise(String function, String body, Value... operands) {
        return apply(new Pointwise(function, ScalarParser.parse(body)), operands);
    }

    public Value relu(Value x) {
        return pointwise("relu", "max($0, 0)", x);
    }

    /** An operator without parameters, of tensors alone. */
    public Value apply(Operator operator, Value... operands) {
        List<Type> types = Arrays.stream(operands).map(v -> Type.batch(shapes.get(v))).toList();
        return add(operator, operator.infer(types).get(0).shape(), List.of(operands), List.of());
    }

    public Value all(Value x) {
        int joined = x instanceof ResultValue(int id) ? operations.get(id).copies() : 1;
        Shape part = shapes.get(x);
        return add(new All(), part.withChannels(part.channels() * joined), List.of(x), List.of());
    }

    private Value add(Operator operator, Shape shape, List<Value> operands, List<ParameterSpec> parameters) {
        int group = columns == 0 ? -1 : groups;
        operations.add(new Operation(operations.size(), operator, operands, shape, columns, group, parameters));
        Value value = new ResultValue(operations.size() - 1);
        shapes.put(value, shape);
        return value;
    }

    public Shape shape(Value value) {
        return shapes.get(value);
    }

    public Value bind(String binding, Value value) {
        bindings.add(new Named(binding, value));
        return value;
    }

    public void output(String output, Value value) {
        outputs.add(new Named(output, bind(output, value)));
    }

    /** The net, trained by SGD with momentum 0.9 and decay 0.0005. */
    public Network train(Value logits) {
        Training training = new Training("image", "label", classes, 4, 1, 1, 0.01, 0.9, 0.0005,
                new Schedule.Constant(), List.of(), List.of());
        return new Network(name, inputs, operations, outputs, bindings, new Network.Train(logits, training));
    }
}
