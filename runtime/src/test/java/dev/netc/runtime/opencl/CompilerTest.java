package dev.netc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import dev.netc.runtime.error.KernelBuildException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {
    private static final String ONE = numbered("one", 1);
    private static final String TWO = numbered("two", 2);
    private static final Map<String, String> NAMES = Map.of(ONE, "one", TWO, "two");

    @TempDir
    Path folder;

    private Machine machine;
    private Context context;

    @BeforeEach
    void open() {
        machine = Machine.open(List.of(DeviceName.whole(0)));
        context = machine.devices().get(0).context();
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void helpersOfOneNameStayThoseOfTheirKernels(boolean joins) {
        Map<String, CompiledSource> compiled = compiler(joins).compile(List.of(ONE, TWO), NAMES);
        assertThat(run(compiled.get(ONE), "one")).isEqualTo(1);
        assertThat(run(compiled.get(TWO), "two")).isEqualTo(2);
        assertThat(new HashSet<>(compiled.values())).hasSize(joins ? 1 : 2);
        compiled.values().forEach(CompiledSource::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theKernelThatIsWrongIsNamed(boolean joins) {
        String wrong = "kernel void wrong(global int *out)\n{\n    out[0] = nothing;\n}\n";
        assertThatThrownBy(() -> compiler(joins).compile(List.of(ONE, wrong), Map.of(ONE, "one", wrong, "wrong")))
                .isInstanceOf(KernelBuildException.class)
                .hasMessageContaining("kernel wrong does not compile", "3 |     out[0] = nothing;");
    }

    @Test
    void sourcesThatDoNotGoTogetherAreCompiledApart() {
        String other = ONE.replace("return 1", "return 3");
        Map<String, CompiledSource> compiled = compiler(true).compile(List.of(ONE, other),
                Map.of(ONE, "one", other, "one"));
        assertThat(run(compiled.get(ONE), "one")).isEqualTo(1);
        assertThat(run(compiled.get(other), "one")).isEqualTo(3);
        compiled.values().forEach(CompiledSource::close);
    }

    @Test
    void aDriverThatKeepsWhatItCompiledIsNotAskedForBinaries() {
        Compiler compiler = new Compiler(context, KernelCache.in(folder), new Habits(true, true, true));
        compiler.compile(List.of(ONE, TWO), NAMES).values().forEach(CompiledSource::close);
        assertThat(folder).isEmptyDirectory();
    }

    private Compiler compiler(boolean joins) {
        return new Compiler(context, KernelCache.off(), new Habits(true, joins, false));
    }

    private static String numbered(String name, int number) {
        return "static int number(void)\n{\n    return " + number + ";\n}\n\nkernel void " + name
                + "(global int *out)\n{\n    out[get_global_id(0)] = number();\n}\n";
    }

    private int run(CompiledSource compiled, String name) {
        Queue queue = machine.devices().get(0).queue();
        try (DeviceMemory memory = context.allocate(Integer.BYTES); KernelCall kernel = compiled.kernel(name)) {
            kernel.setMemory(0, memory);
            queue.launch(kernel, new long[]{1}, new long[]{1}, List.of(), false);
            ByteBuffer out = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
            queue.read(memory, 0, out);
            return out.getInt(0);
        }
    }
}
