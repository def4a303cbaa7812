/**
 * Runs and trains a compiled network on OpenCL devices. Start at {@link dev.netc.runtime.Model}.
 *
 * <p>JOCL has no module name of its own: {@code jocl} is made of its file's name.
 */
@SuppressWarnings("requires-automatic") module dev.netc.runtime {
    requires transitive dev.netc.program;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires jocl;
    requires static org.apache.commons.compress; // for those who read data from tars

    exports dev.netc.runtime;
    exports dev.netc.runtime.data;
    exports dev.netc.runtime.device;
    exports dev.netc.runtime.embed;
    exports dev.netc.runtime.error;
    exports dev.netc.runtime.tensor;
    exports dev.netc.runtime.timeline;
    exports dev.netc.runtime.training;
    exports dev.netc.runtime.weights;
}
