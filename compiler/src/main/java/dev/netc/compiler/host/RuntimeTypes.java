package dev.netc.compiler.host;

import com.palantir.javapoet.ClassName;

/** The runtime's classes that a generated class names. The compiler does not depend on them. */
final class RuntimeTypes {
    static final ClassName NET = ClassName.get("dev.netc.runtime.embed", "EmbeddedNet");
    static final ClassName MODEL = ClassName.get("dev.netc.runtime", "Model");
    static final ClassName OPTIONS = ClassName.get("dev.netc.runtime", "ModelOptions");
    static final ClassName CLASSIFICATION = ClassName.get("dev.netc.runtime", "Classification");
    static final ClassName DATASET = ClassName.get("dev.netc.runtime.data", "Dataset");
    static final ClassName TRAINING_OPTIONS = ClassName.get("dev.netc.runtime.training", "TrainingOptions");
    static final ClassName LISTENER = ClassName.get("dev.netc.runtime.training", "TrainingListener");
    static final ClassName RESULT = ClassName.get("dev.netc.runtime.training", "TrainingResult");
    static final ClassName EXCEPTION = ClassName.get("dev.netc.runtime.error", "NetcException");
    static final ClassName NO_DEVICE = ClassName.get("dev.netc.runtime.error", "NoDeviceException");
    static final ClassName WEIGHTS_EXCEPTION = ClassName.get("dev.netc.runtime.error", "WeightsException");

    private RuntimeTypes() {}
}
