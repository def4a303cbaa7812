package dev.netc.runtime.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Step;

/**
 * Steps as a compiler makes them, of a graph that nobody would: every value is made on a device that chance names, and read on
 * others too, which have it copied, some at once, some when it is read. Buffers live from the step that writes them to the last
 * that reads them, and are of different sizes.
 */
record RandomSteps(int devices, List<Step> steps, List<Buffer> buffers) {
    private static final int LARGEST = 2000;

    /** A value to be made: where, and of which earlier ones. */
    private record Made(int device, List<Integer> of) {}

    static RandomSteps of(long seed) {
        Random random = new Random(seed);
        int devices = 2 + random.nextInt(2);
        List<Made> values = new ArrayList<>();
        for (int i = 4 + random.nextInt(30); i > 0; i--) {
            int count = values.size();
            values.add(new Made(random.nextInt(devices),
                    random.ints(count == 0 ? 0 : 1 + random.nextInt(2), 0, Math.max(1, count))
                            .map(back -> Math.max(back, count - 6)).distinct().boxed().toList()));
        }
        return new Writer(random, values).write(devices);
    }

    private static final class Writer {
        private final Random random;
        private final List<Made> values;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, Integer> devices = new HashMap<>();
        private final Map<String, Integer> first = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        private final Map<String, Integer> awaited = new HashMap<>();

        Writer(Random random, List<Made> values) {
            this.random = random;
            this.values = values;
        }

        RandomSteps write(int devices) {
            for (int v = 0; v < values.size(); v++) {
                make(v);
                if (random.nextBoolean()) {
                    send(v);
                }
            }
            List<Buffer> buffers = first.keySet().stream().sorted().map(this::buffer).toList();
            return new RandomSteps(devices, List.copyOf(steps), buffers);
        }

        private void make(int value) {
            Made made = values.get(value);
            List<String> arguments = new ArrayList<>(made.of().stream().map(of -> at(of, made.device())).toList());
            arguments.add(name(value, made.device()));
            arguments.forEach(a -> touch(a, made.device()));
            steps.add(HazardsTest.launch(made.device(), arguments.toArray(String[]::new)));
        }

        /** Copies a value to every device that will read it. */
        private void send(int value) {
            values.stream().filter(m -> m.of().contains(value)).forEach(m -> bring(value, m.device()));
        }

        /** A value on a device, where it has arrived. */
        private String at(int value, int device) {
            bring(value, device);
            Integer copy = awaited.remove(name(value, device));
            if (copy != null) {
                steps.add(new Step.Wait(device, copy));
            }
            return name(value, device);
        }

        private void bring(int value, int device) {
            String target = name(value, device);
            if (!first.containsKey(target)) {
                int from = values.get(value).device();
                touch(name(value, from), from);
                touch(target, device);
                awaited.put(target, steps.size());
                steps.add(HazardsTest.copy(from, name(value, from), device, target));
            }
        }

        /** The next step touches it. */
        private void touch(String name, int device) {
            devices.put(name, device);
            first.putIfAbsent(name, steps.size());
            last.put(name, steps.size());
        }

        private Buffer buffer(String name) {
            return new Buffer(name, devices.get(name), Element.REAL, 1, 1 + random.nextInt(LARGEST), 1,
                    new Buffer.Temporary(),
                    first.get(name), last.get(name));
        }

        private static String name(int value, int device) {
            return "v" + value + "@" + device;
        }
    }
}
