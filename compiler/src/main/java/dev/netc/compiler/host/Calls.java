package dev.netc.compiler.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Program;

/**
 * The methods that ask a net for its outputs: of one example, of a batch, and between buffers; where there are several outputs also
 * for all of them in one run.
 *
 * @param inputs that the outputs are computed from
 */
record Calls(Program program, HostNames names, List<Input> inputs) {

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        for (Output output : program.outputs()) {
            methods.addAll(List.of(one(output), batch(output), buffers(output)));
        }
        if (hasSeveral()) {
            methods.add(all());
            methods.add(allBuffers());
        }
        return methods;
    }

    /** Whether there is a record of all outputs. */
    boolean hasSeveral() {
        return program.outputs().size() > 1;
    }

    /** The record of all outputs. */
    TypeSpec record() {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        CodeBlock.Builder text = CodeBlock.builder().add("All outputs of a batch, an example after the other.\n\n");
        for (Output output : program.outputs()) {
            components.addParameter(float[].class, names.component(output));
            text.add("@param $L {@code $L}\n", names.component(output), Words.batch(output.shape()));
        }
        return TypeSpec.recordBuilder(names.outputs()).addModifiers(Modifier.PUBLIC)
                .recordConstructor(components.build())
                .addJavadoc(text.build()).build();
    }

    private MethodSpec one(Output output) {
        MethodSpec.Builder method = method(names.method(output), "{@code " + output.name() + "} of one example.\n\n")
                .returns(float[].class);
        inputs.forEach(i -> arrays(method, i, false));
        String arguments = inputs.stream().map(names::variable).collect(Collectors.joining(", "));
        return method.addJavadoc("@return {@code $L}\n", output.shape())
                .addStatement("return $N(1, $L)", names.method(output), arguments).build();
    }

    private MethodSpec batch(Output output) {
        return batch(method(names.method(output),
                "{@code " + output.name() + "} of a batch, an example after the other.\n\n"))
                .addJavadoc("@return {@code $L}\n", Words.batch(output.shape())).returns(float[].class)
                .addStatement("return $L.get($S)", examples(inputs), output.name()).build();
    }

    private MethodSpec buffers(Output output) {
        return buffers(names.method(output), "{@code " + output.name() + "}", List.of(output)).build();
    }

    private MethodSpec all() {
        ClassName outputs = ClassName.get("", names.outputs());
        String wanted = program.outputs().stream().map(o -> "\"" + o.name() + "\"").collect(Collectors.joining(", "));
        List<String> read = new ArrayList<>();
        program.outputs().forEach(o -> read.add("all.get(" + read.size() + ")"));
        return batch(method("outputs", "All outputs of a batch, in one run.\n\n"))
                .addJavadoc("@return {@code [batch, …]} each\n").returns(outputs)
                .addStatement("$T all = $L.all($L)",
                        ParameterizedTypeName.get(ClassName.get(List.class), ArrayTypeName.of(float.class)),
                        examples(inputs), wanted)
                .addStatement("return new $T($L)", outputs, String.join(", ", read)).build();
    }

    private MethodSpec allBuffers() {
        return buffers("outputs", "All outputs", program.outputs()).build();
    }

    private static MethodSpec.Builder method(String name, String text) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).addJavadoc(text.replace("$", "$$"));
    }

    private MethodSpec.Builder batch(MethodSpec.Builder method) {
        method.addParameter(int.class, "batch").addJavadoc("@param batch number of examples\n");
        inputs.forEach(i -> arrays(method, i, true));
        return method;
    }

    private MethodSpec.Builder buffers(String name, String what, List<Output> outputs) {
        MethodSpec.Builder method = method(name,
                what + " of a batch, from buffers into buffers: little endian floats from position to limit, "
                        + "which stay\nas they are. Direct memory is read and written where it is.\n\n")
                .addParameter(int.class, "batch").addJavadoc("@param batch number of examples\n");
        for (Input input : inputs) {
            method.addParameter(ByteBuffer.class, names.variable(input)).addJavadoc("@param $N {@code $L}, read\n",
                    names.variable(input), Words.batch(Words.shape(input)));
        }
        CodeBlock.Builder call = CodeBlock.builder().add(examples(inputs));
        for (Output output : outputs) {
            method.addParameter(ByteBuffer.class, names.variable(output)).addJavadoc("@param $N {@code $L}, written\n",
                    names.variable(output), Words.batch(output.shape()));
            call.add(".into($S, $N)", output.name(), names.variable(output));
        }
        return method.addStatement(call.add(".run()").build());
    }

    /** A parameter for an input: floats, or an int an example where it is a label. */
    void arrays(MethodSpec.Builder method, Input input, boolean batch) {
        method.addParameter(input instanceof Input.Label ? int[].class : float[].class, names.variable(input))
                .addJavadoc("@param $N $L\n", names.variable(input), Words.of(input, batch));
    }

    /** A batch of the inputs, as an expression. */
    CodeBlock examples(List<Input> read) {
        CodeBlock.Builder code = CodeBlock.builder().add("net.examples(batch)");
        read.forEach(i -> code.add(".with($S, $N)", i.name(), names.variable(i)));
        return code.build();
    }
}
