package dev.netc.runtime.execution;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.netc.program.Argument;
import dev.netc.program.Step;

/**
 * What a copy has to wait for beyond what the program says: buffers of another device share memory once their lives do not meet,
 * and a copy into one must not begin while that device still uses the memory for the buffer before it. Lives are counted in steps,
 * but devices run at their own pace.
 *
 * <p>Nothing else needs this: a device writes its own memory in the order of its queue, behind all that it read before, and whoever
 * reads a copy waits for it. Nor does a copy meet another run, which begins when all queues are done.
 */
final class Hazards {
    private final List<Step> steps;
    private final Function<String, Placed> placed;

    Hazards(List<Step> steps, Function<String, Placed> placed) {
        this.steps = steps;
        this.placed = placed;
    }

    /** The last step of each other device, before step {@code index}, that touches the memory which this copy overwrites. */
    Set<Integer> of(int index, Step.Copy copy) {
        Placed target = placed.apply(copy.into());
        Map<Integer, Integer> lastByDevice = new TreeMap<>();
        for (int earlier = 0; earlier < index; earlier++) {
            Step step = steps.get(earlier);
            if (step.device() != copy.device() && touches(step, target)) {
                lastByDevice.put(step.device(), earlier);
            }
        }
        return lastByDevice.values().stream().collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean touches(Step step, Placed target) {
        return switch (step) {
            case Step.Launch launch -> launch.arguments().stream()
                    .anyMatch(a -> a instanceof Argument.Memory m && placed.apply(m.buffer()).sharesMemoryWith(target));
            case Step.Copy copy -> placed.apply(copy.from()).sharesMemoryWith(target)
                    || placed.apply(copy.into()).sharesMemoryWith(target);
            case Step.Wait wait -> false;
        };
    }
}
