package dev.netc.compiler.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.MethodSpec;
import dev.netc.program.Input;
import dev.netc.program.Program;

/**
 * The methods of a net that has a train block: a step at a time, and, where data can be images in folders, all of a training.
 *
 * @param inputs that a step reads
 */
record TrainingCalls(Program program, Calls calls, List<Input> inputs) {

    List<MethodSpec> methods() {
        return program.classifiesImages()
                ? List.of(step(), trainingOptions(), train(), save())
                : List.of(step(), save());
    }

    private MethodSpec step() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("step").addModifiers(Modifier.PUBLIC).returns(double.class)
                .addJavadoc("""
                        One optimizer step on a batch; the net keeps momentum from step to step.

                        @param batch number of examples
                        """)
                .addParameter(int.class, "batch");
        inputs.forEach(input -> calls.arrays(method, input, true));
        return method.addParameter(double.class, "rate").addJavadoc("""
                @param rate learning rate; the model's own begins at {@code $L}
                @return the batch's mean loss before the step; not finite where training has gone wrong
                """, program.training().rate()).addStatement("return $L.step(rate)", calls.examples(inputs)).build();
    }

    private static MethodSpec trainingOptions() {
        return MethodSpec.methodBuilder("trainingOptions").addModifiers(Modifier.PUBLIC)
                .returns(RuntimeTypes.TRAINING_OPTIONS).addJavadoc("""
                        Epochs, batch and seed as the model says, to change in part.

                        @return options for {@link #train}
                        """).addStatement("return net.trainingOptions()").build();
    }

    private static MethodSpec train() {
        return MethodSpec.methodBuilder("train").addModifiers(Modifier.PUBLIC).returns(RuntimeTypes.RESULT)
                .addJavadoc(
                        """
                                Trains the net from the parameters that it has, by the model's schedule. Other calls wait until the end.

                                @param data labelled images, as {@code Dataset.open} finds them
                                @param options epochs, batch and seed
                                @param listener hears of every step and epoch, on this thread
                                @return what it came to
                                @throws $T where the data do not fit the net, or the loss is not finite
                                """,
                        RuntimeTypes.EXCEPTION)
                .addParameter(RuntimeTypes.DATASET, "data").addParameter(RuntimeTypes.TRAINING_OPTIONS, "options")
                .addParameter(RuntimeTypes.LISTENER, "listener")
                .addStatement("return net.train(data, options, listener)").build();
    }

    private static MethodSpec save() {
        return MethodSpec.methodBuilder("save").addModifiers(Modifier.PUBLIC).addJavadoc("""
                Writes the weights as a safetensors file, which {@code load} reads.

                @param weights the file
                @throws $T where it cannot be written
                """, IOException.class)
                .addParameter(Path.class, "weights").addException(IOException.class)
                .addStatement("net.save(weights)").build();
    }
}
