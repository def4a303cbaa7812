package dev.netc.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.program.Argument;
import dev.netc.program.Argument.Memory;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.MemoryPlan;
import dev.netc.program.Precision;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.WorkGroup;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** In these steps a launch reads its first arguments and writes its last one. */
class HazardsTest {
    @Test
    void aCopyWaitsForTheLastReaderOfTheMemoryThatItOverwrites() {
        List<Step> steps = List.of(launch(0, "a"), launch(1, "old"), launch(1, "old", "b"), launch(1, "b", "c"),
                copy(0, "a", 1, "a1"),
                new Step.Wait(1, 4), launch(1, "a1", "c", "d"));
        Map<String, Placed> placed = Map.of("a", at(0, 0), "old", at(1, 0), "b", at(1, 1), "c", at(1, 2), "a1",
                at(1, 0), "d", at(1, 3));
        assertThat(hazards(steps, placed, 4)).containsExactly(2);
    }

    @Test
    void aCopyWaitsForTheCopyThatStillReadsTheMemory() {
        List<Step> steps = List.of(launch(0, "a"), launch(1, "old"), copy(1, "old", 0, "old0"), launch(1, "b"),
                copy(0, "a", 1, "a1"),
                new Step.Wait(1, 4), launch(1, "a1", "b", "c"));
        Map<String, Placed> placed = Map.of("a", at(0, 0), "old", at(1, 0), "old0", at(0, 1), "b", at(1, 1), "a1",
                at(1, 0), "c", at(1, 2));
        assertThat(hazards(steps, placed, 4)).containsExactly(2);
    }

    @Test
    void aCopyWaitsForACopyThatAThirdDeviceMadeToTheMemoryAndForWhoReadIt() {
        List<Step> steps = List.of(launch(2, "old"), launch(0, "a"), copy(2, "old", 1, "old1"), new Step.Wait(1, 2),
                launch(1, "old1", "b"), copy(0, "a", 1, "a1"));
        Map<String, Placed> placed = Map.of("old", at(2, 0), "a", at(0, 0), "old1", at(1, 0), "b", at(1, 1), "a1",
                at(1, 0));
        assertThat(hazards(steps, placed, 5)).containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void aCopyWaitsForNobodyWhereItsMemoryIsNew() {
        List<Step> steps = List.of(launch(0, "a"), launch(1, "b"), copy(0, "a", 1, "a1"), launch(1, "b", "c"));
        Map<String, Placed> placed = Map.of("a", at(0, 0), "b", at(1, 0), "a1", at(1, 1), "c", at(1, 1));
        assertThat(hazards(steps, placed, 2)).isEmpty();
    }

    /** Each device may be as slow or as quick as it likes: what orders two steps is a queue, a wait or a hazard. */
    @Property(tries = 500, seed = "2012")
    void noTwoDevicesAreEverInTheSameMemoryAtOnce(@ForAll long seed) {
        RandomSteps random = RandomSteps.of(seed);
        Map<String, Placed> placed = planned(random);
        List<BitSet> before = before(random.steps(), placed);
        for (int later = 0; later < random.steps().size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (meet(random.steps().get(earlier), random.steps().get(later), placed)) {
                    assertThat(before.get(later).get(earlier)).as("step %d before %d of %s", earlier, later, random)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void thoseRandomStepsDoShareMemoryWithCopies() {
        int waits = 0;
        for (long seed = 0; seed < 100; seed++) {
            RandomSteps random = RandomSteps.of(seed);
            Map<String, Placed> placed = planned(random);
            for (int i = 0; i < random.steps().size(); i++) {
                waits += hazards(random.steps(), placed, i).size();
            }
        }
        assertThat(waits).isGreaterThan(100);
    }

    private static Map<String, Placed> planned(RandomSteps random) {
        Map<String, Placed> placed = new HashMap<>();
        for (int device = 0; device < random.devices(); device++) {
            int here = device;
            List<Buffer> buffers = random.buffers().stream().filter(b -> b.device() == here).toList();
            MemoryPlan plan = MemoryPlan.of(buffers, 1, Precision.F32, Long.MAX_VALUE);
            buffers.forEach(b -> placed.put(b.name(), new Placed(b, null, Optional.of(plan.places().get(b.name())))));
        }
        return placed;
    }

    /** For each step those that have ended when it begins, whatever each device's pace. */
    private static List<BitSet> before(List<Step> steps, Map<String, Placed> placed) {
        List<BitSet> before = new ArrayList<>();
        Map<Integer, Integer> lastOfQueue = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            BitSet ended = new BitSet();
            Integer last = lastOfQueue.put(steps.get(i).device(), i);
            if (last != null) {
                end(last, before, ended);
            }
            if (steps.get(i) instanceof Step.Wait(int device, int step)) {
                end(step, before, ended);
            }
            hazards(steps, placed, i).forEach(step -> end(step, before, ended));
            before.add(ended);
        }
        return before;
    }

    private static void end(int step, List<BitSet> before, BitSet ended) {
        ended.set(step);
        ended.or(before.get(step));
    }

    private static Set<Integer> hazards(List<Step> steps, Map<String, Placed> placed, int index) {
        return steps.get(index) instanceof Step.Copy copy ? new Hazards(steps, placed::get).of(index, copy) : Set.of();
    }

    private static boolean meet(Step one, Step other, Map<String, Placed> placed) {
        return meet(written(one), touched(other), placed) || meet(touched(one), written(other), placed);
    }

    private static boolean meet(List<String> some, List<String> others, Map<String, Placed> placed) {
        return some.stream()
                .anyMatch(a -> others.stream().anyMatch(b -> placed.get(a).sharesMemoryWith(placed.get(b))));
    }

    private static List<String> touched(Step step) {
        return switch (step) {
            case Step.Launch launch -> launch.arguments().stream().map(a -> ((Memory) a).buffer()).toList();
            case Step.Copy copy -> List.of(copy.from(), copy.into());
            case Step.Wait wait -> List.of();
        };
    }

    private static List<String> written(Step step) {
        List<String> touched = touched(step);
        return touched.isEmpty() ? touched : List.of(touched.getLast());
    }

    static Step launch(int device, String... buffers) {
        List<Argument> arguments = new ArrayList<>();
        for (String buffer : buffers) {
            arguments.add(new Memory(buffer));
        }
        return new Step.Launch(device, "kernel", arguments, List.of(Size.fixed(1)), WorkGroup.ANY);
    }

    static Step copy(int from, String value, int to, String into) {
        return new Step.Copy(from, value, to, into, Size.fixed(1));
    }

    /** The place with that number on a device, as large as the others. */
    private static Placed at(int device, int number) {
        Buffer buffer = new Buffer("any", device, Element.REAL, 1, 256, 1, new Buffer.Temporary(), 0, 0);
        return new Placed(buffer, null, Optional.of(new MemoryPlan.Place(0, 1024L * number, 1024)));
    }
}
