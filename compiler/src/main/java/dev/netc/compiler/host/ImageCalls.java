package dev.netc.compiler.host;

import java.awt.image.BufferedImage;
import java.util.List;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.netc.program.Program;

/** The methods of a net that tells the classes of images apart. */
record ImageCalls(Program program) {

    List<MethodSpec> methods() {
        return List.of(one(), several());
    }

    private MethodSpec one() {
        return MethodSpec.methodBuilder("classify").addModifiers(Modifier.PUBLIC).returns(classifications())
                .addJavadoc("""
                        What the net takes an image for$L.

                        @param image of any kind, at least as large as the net reads it when that is done
                        @return every class, likeliest first
                        """, prepared())
                .addParameter(BufferedImage.class, "image").addStatement("return net.classify(image)").build();
    }

    private String prepared() {
        return program.training() == null || program.training().prepare().isEmpty()
                ? ", by its centre"
                : "; {@code " + Words.prepare(program.training().prepare()) + "} is done to it";
    }

    private static MethodSpec several() {
        return MethodSpec.methodBuilder("classify").addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), classifications()))
                .addJavadoc("""
                        What the net takes images for. Several at once take less time than one by one.

                        @param images of any kinds and sizes
                        @return for each, in their order, every class, likeliest first
                        """)
                .addParameter(ParameterizedTypeName.get(List.class, BufferedImage.class), "images")
                .addStatement("return net.classify(images)").build();
    }

    private static TypeName classifications() {
        return ParameterizedTypeName.get(ClassName.get(List.class), RuntimeTypes.CLASSIFICATION);
    }
}
