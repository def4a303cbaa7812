package dev.netc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCacheTest {
    private static final String SOURCE = "__kernel void seven(__global int* out) { out[get_global_id(0)] = 7; }";

    @TempDir
    Path folder;

    @Test
    void whatWasCompiledOnceIsTakenFromTheCache() throws IOException {
        assertThat(runSeven(SOURCE)).isEqualTo(7);
        Path entry = entries().get(0);
        byte[] kept = Files.readAllBytes(entry);
        assertThat(runSeven(SOURCE)).isEqualTo(7);
        assertThat(entries()).containsExactly(entry);
        assertThat(Files.readAllBytes(entry)).isEqualTo(kept);
    }

    @Test
    void anotherSourceIsAnotherEntry() throws IOException {
        runSeven(SOURCE);
        assertThat(runSeven(SOURCE.replace("= 7", "= 8"))).isEqualTo(8);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aDamagedEntryIsCompiledAgain() throws IOException {
        runSeven(SOURCE);
        Path entry = entries().get(0);
        byte[] damaged = Files.readAllBytes(entry);
        damaged[damaged.length / 2] ^= 1;
        Files.write(entry, damaged);
        assertThat(runSeven(SOURCE)).isEqualTo(7);
        assertThat(Files.readAllBytes(entry)).isNotEqualTo(damaged);
        Files.write(entry, new byte[3]);
        assertThat(runSeven(SOURCE)).isEqualTo(7);
        assertThat(Files.size(entry)).isGreaterThan(3);
    }

    @Test
    void anEntryThatTheDriverDoesNotKnowIsCompiledAgain() {
        KernelCache cache = KernelCache.in(folder);
        Drivers.list().forEach(d -> cache.store(d, Compiler.OPTIONS, SOURCE, new byte[]{1, 2, 3}));
        assertThat(runSeven(SOURCE)).isEqualTo(7);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        folder = folder.resolve("file");
        assertThat(runSeven(SOURCE)).isEqualTo(7);
    }

    @Test
    void handlesAreReleasedOnceAndNotUsedAfterwards() {
        Machine machine = Machine.open(List.of(DeviceName.whole(0)));
        DeviceMemory memory = machine.devices().get(0).context().allocate(64);
        assertThatThrownBy(() -> memory.region(60, 8)).isInstanceOf(IllegalArgumentException.class);
        memory.close();
        memory.close();
        Queue queue = machine.devices().get(0).queue();
        assertThatThrownBy(() -> queue.zero(memory)).isInstanceOf(IllegalStateException.class)
                .hasMessage("device memory is closed");
        machine.close();
        machine.close();
        assertThatThrownBy(queue::finish).hasMessage("the queue of device 0 is closed");
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private int runSeven(String source) {
        try (Machine machine = Machine.open(List.of(DeviceName.whole(0)))) {
            Context context = machine.devices().get(0).context();
            Queue queue = machine.devices().get(0).queue();
            Compiler compiler = new Compiler(context, KernelCache.in(folder), Habits.STANDARD);
            try (CompiledSource compiled = compiler.compile(List.of(source), Map.of(source, "seven")).get(source);
                    DeviceMemory memory = context.allocate(64);
                    KernelCall kernel = compiled.kernel("seven")) {
                kernel.setMemory(0, memory);
                queue.launch(kernel, new long[]{16}, new long[]{1}, List.of(), false);
                ByteBuffer out = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
                queue.read(memory, 0, out);
                return out.getInt(60);
            }
        }
    }
}
