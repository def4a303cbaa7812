package dev.netc.compiler.host;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Input;
import dev.netc.program.Parameter;
import dev.netc.program.Program;

/**
 * Writes the class of a net: loading, a few methods an output, images where the net reads one, training where it has a train block.
 * What the class does is done by the runtime; it gives names, types and words.
 */
public final class HostClass {
    private final Program program;
    private final HostNames names;
    private final ClassName self;
    private final Calls calls;
    private final Doors doors;

    private HostClass(Program program, String packageName, boolean weights) {
        this.program = program;
        this.names = new HostNames(program);
        this.self = ClassName.get(packageName, names.type());
        this.calls = new Calls(program, names, read("infer"));
        this.doors = new Doors(program, self, weights);
    }

    /**
     * The Java source of the class.
     *
     * @param packageName of the class; empty for none
     * @param weights whether weights lie beside the class
     */
    public static String write(Program program, String packageName, boolean weights) {
        return JavaFile.builder(packageName, new HostClass(program, packageName, weights).type()).indent("    ")
                .skipJavaLangImports(true).build().toString();
    }

    /** The class's simple name: the net's, with a capital. */
    public static String className(Program program) {
        return new HostNames(program).type();
    }

    /** The inputs that a function reads, in the order of the source. */
    private List<Input> read(String function) {
        Set<String> read = program.variants().getFirst().function(function).map(HostClass::feeds).orElse(Set.of());
        return program.inputs().stream().filter(input -> read.contains(input.name())).toList();
    }

    private static Set<String> feeds(Function function) {
        return function.buffers().stream().map(Buffer::role).filter(Buffer.Feed.class::isInstance)
                .map(r -> ((Buffer.Feed) r).name()).collect(Collectors.toSet());
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self).addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class).addJavadoc(documentation())
                .addField(FieldSpec.builder(RuntimeTypes.NET, "net", Modifier.PRIVATE, Modifier.FINAL).build())
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.NET, "net").addStatement("this.net = net").build())
                .addMethods(doors.methods());
        if (program.classifiesImages()) {
            type.addMethods(new ImageCalls(program).methods());
        }
        if (namesClasses()) {
            type.addMethod(classes());
        }
        type.addMethods(calls.methods());
        if (calls.hasSeveral()) {
            type.addType(calls.record());
        }
        if (program.training() != null) {
            type.addMethods(new TrainingCalls(program, calls, read("update")).methods());
        }
        return type.addMethod(model()).addMethod(close()).build();
    }

    private boolean namesClasses() {
        return program.classifiesImages() || (program.training() != null && program.classifier().isPresent());
    }

    private CodeBlock documentation() {
        long parameters = program.parameters().stream().filter(Parameter::trained).mapToLong(Parameter::elements).sum();
        return CodeBlock.of("""
                The net $L, compiled by netc: $L parameters.

                <p>Numbers lie row by row, an example after the other.
                $L$L

                <p>Any thread may call it; calls take turns on the devices. After {@link #close} they throw
                {@link $T}. Numbers that are too few or too many are an {@link $T}, and
                whatever fails on a device is a {@link $T}.
                """, program.name(), "%,d".formatted(parameters),
                calls.inputs().stream().map(i -> "Input " + Words.of(program, i) + ".\n").collect(Collectors.joining()),
                program.outputs().stream().map(o -> "Output " + Words.named(o.name(), o.shape()) + ".")
                        .collect(Collectors.joining("\n")),
                IllegalStateException.class, IllegalArgumentException.class, RuntimeTypes.EXCEPTION);
    }

    private static MethodSpec classes() {
        return MethodSpec.methodBuilder("classes").addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(List.class, String.class)).addJavadoc("""
                        Names of the classes: those that the weights carry, else their numbers.

                        @return by index
                        """).addStatement("return net.classes()").build();
    }

    private static MethodSpec model() {
        return MethodSpec.methodBuilder("model").addModifiers(Modifier.PUBLIC).returns(RuntimeTypes.MODEL)
                .addJavadoc(
                        """
                                The way down: the program on its devices, and its parameters. Whoever runs it keeps other threads away from
                                this net meanwhile.

                                @return the model behind this net, closed with it
                                """)
                .addStatement("return net.model()").build();
    }

    private static MethodSpec close() {
        return MethodSpec.methodBuilder("close").addAnnotation(Override.class).addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Releases the devices, when calls that are under way have ended. Closing again does nothing.\n")
                .addStatement("net.close()").build();
    }
}
