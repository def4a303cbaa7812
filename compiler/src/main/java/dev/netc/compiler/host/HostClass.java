package dev.netc.compiler.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Program;

/**
 * Writes the class of a program: {@code load}, a method an output for one example and for a batch, {@code close}. A name
 * that is a word of Java gets an underscore.
 */
public final class HostClass {
    private static final ClassName MODEL = ClassName.get("dev.netc.runtime", "Model");
    private static final ClassName OPTIONS = ClassName.get("dev.netc.runtime", "ModelOptions");
    private static final ClassName SCALARS = ClassName.get("dev.netc.runtime", "Scalars");
    private static final ClassName TENSOR = ClassName.get("dev.netc.runtime.tensor", "Tensor");
    private static final ClassName SAFETENSORS = ClassName.get("dev.netc.runtime.weights", "Safetensors");
    private static final ClassName WEIGHTS = ClassName.get("dev.netc.runtime.weights", "Weights");
    private static final String INFER = "infer";

    private final Program program;
    private final List<Input.Tensor> inputs;
    private final NameAllocator names = new NameAllocator();

    private HostClass(Program program) {
        this.program = program;
        Set<String> read = program.variants().get(0).function(INFER).map(HostClass::feeds).orElse(Set.of());
        inputs = program.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input.Tensor.class::cast)
                .filter(t -> read.contains(t.name())).toList();
        for (String own : List.of("load", "close", "model", "batch", "run", "program", "weights", "devices",
                "largestBatch")) {
            names.newName(own, own);
        }
        inputs.forEach(i -> names.newName(i.name(), i));
        program.outputs().forEach(o -> names.newName(o.name(), o));
    }

    /**
     * The Java source of the class.
     *
     * @param packageName of the class; empty for none
     */
    public static String write(Program program, String packageName) {
        return JavaFile.builder(packageName, new HostClass(program).type()).indent("    ").skipJavaLangImports(true)
                .build().toString();
    }

    /** The class's simple name: the net's, with an underscore where that is a word of Java. */
    public static String className(Program program) {
        return NameAllocator.toJavaIdentifier(new NameAllocator().newName(program.name()));
    }

    private static Set<String> feeds(Function function) {
        return function.buffers().stream().map(Buffer::role).filter(Buffer.Feed.class::isInstance)
                .map(r -> ((Buffer.Feed) r).name()).collect(Collectors.toSet());
    }

    private TypeSpec type() {
        ClassName self = ClassName.get("", className(program));
        TypeSpec.Builder type = TypeSpec.classBuilder(self).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class).addJavadoc(documentation())
                .addField(FieldSpec.builder(MODEL, "model", Modifier.PRIVATE, Modifier.FINAL).build())
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).addParameter(MODEL, "model")
                        .addStatement("this.model = model").build())
                .addMethod(load(self));
        for (Output output : program.outputs()) {
            type.addMethod(one(output)).addMethod(batch(output));
        }
        return type.addMethod(run()).addMethod(model()).addMethod(close()).build();
    }

    private CodeBlock documentation() {
        CodeBlock.Builder text = CodeBlock.builder().add(
                "Net $L, compiled by netc. Inputs are numbers as the net reads them: prepared, row by row.\n\n<p>Inputs: ",
                program.name());
        text.add("$L.", inputs.stream().map(i -> "{@code " + i.name() + " " + i.shape() + "}")
                .collect(Collectors.joining(", ")));
        text.add(" Outputs: $L.", program.outputs().stream().map(o -> "{@code " + o.name() + " " + o.shape() + "}")
                .collect(Collectors.joining(", ")));
        return text.add(
                "\n\n<p>May be used from several threads, which take turns. Errors are {@code dev.netc.runtime.error.NetcException}s.\n")
                .build();
    }

    private MethodSpec load(ClassName self) {
        return MethodSpec.methodBuilder("load").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(self)
                .addJavadoc("""
                        Loads the net.

                        @param program the {@code program.json} that was written beside this class
                        @param weights a safetensors file with the net's parameters
                        @param largestBatch examples that memory is planned for
                        @param devices names as {@code netc devices} prints them; none for the default
                        @throws IOException where a file cannot be read or is not what it should be
                        """)
                .addParameter(Path.class, "program").addParameter(Path.class, "weights")
                .addParameter(int.class, "largestBatch")
                .addParameter(String[].class, "devices").varargs().addException(IOException.class)
                .beginControlFlow("try ($T json = $T.newInputStream(program))", InputStream.class, Files.class)
                .addStatement(
                        "$T loaded = $T.load($T.read(json), $T.DEFAULT.withBatch(largestBatch).withDevices(devices))",
                        MODEL, MODEL,
                        ClassName.get("dev.netc.program", "ProgramJson"), OPTIONS)
                .beginControlFlow("try")
                .addStatement("$T read = $T.of(loaded.program(), $T.read(weights).tensors(), weights.toString())",
                        WEIGHTS, WEIGHTS, SAFETENSORS)
                .addStatement("read.parameters().forEach(loaded::setParameter)")
                .addStatement("return new $T(loaded)", self)
                .nextControlFlow("catch ($T e)", RuntimeException.class).addStatement("loaded.close()")
                .addStatement("throw e").endControlFlow()
                .endControlFlow().build();
    }

    private MethodSpec one(Output output) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.get(output)).addModifiers(Modifier.PUBLIC)
                .returns(float[].class)
                .addJavadoc("{@code $L} of one example.\n\n", output.name());
        inputs.forEach(i -> parameter(method, i, i.shape().toString()));
        method.addJavadoc("@return {@code $L}\n", output.shape());
        return method.addStatement("return $N($L)", names.get(output), arguments("1")).build();
    }

    private MethodSpec batch(Output output) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.get(output)).addModifiers(Modifier.PUBLIC)
                .returns(float[].class)
                .addJavadoc("{@code $L} of a batch, an example after the other.\n\n@param batch number of examples\n",
                        output.name())
                .addParameter(int.class, "batch");
        inputs.forEach(i -> parameter(method, i, withBatch(i.shape())));
        method.addJavadoc("@return {@code $L}\n", withBatch(output.shape()));
        return method.addStatement("return run($S, $L)", output.name(), arguments("batch")).build();
    }

    private MethodSpec run() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("run").addModifiers(Modifier.PRIVATE)
                .returns(float[].class)
                .addParameter(String.class, "output").addParameter(int.class, "batch");
        inputs.forEach(i -> method.addParameter(float[].class, names.get(i)));
        method.beginControlFlow("synchronized (model)");
        inputs.forEach(i -> method.addStatement("model.feed($S, $T.of($N, $L))", i.name(), TENSOR, names.get(i),
                "batch, " + i.shape().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        return method.addStatement("$T results = model.run($S, $T.batch(batch), $T.of(output))",
                ParameterizedTypeName.get(ClassName.get(Map.class), ClassName.get(String.class), TENSOR), INFER,
                SCALARS, Set.class)
                .addStatement("return results.get(output).toFloats()").endControlFlow().build();
    }

    private MethodSpec model() {
        return MethodSpec.methodBuilder("model").addModifiers(Modifier.PUBLIC).returns(MODEL)
                .addJavadoc("The model behind it, for training and for its parameters.\n").addStatement("return model")
                .build();
    }

    private static MethodSpec close() {
        return MethodSpec.methodBuilder("close").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC)
                .addJavadoc("Releases the devices. Closing again does nothing.\n").addStatement("model.close()")
                .build();
    }

    private void parameter(MethodSpec.Builder method, Input.Tensor input, String shape) {
        method.addParameter(float[].class, names.get(input)).addJavadoc("@param $N {@code $L}\n", names.get(input),
                shape);
    }

    private String arguments(String batch) {
        List<String> arguments = new ArrayList<>(List.of(batch));
        inputs.forEach(i -> arguments.add(names.get(i)));
        return String.join(", ", arguments);
    }

    private static String withBatch(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[batch, ", "]"));
    }
}
